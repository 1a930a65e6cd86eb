/** Fastify with one route that parses a body and answers a small object: the least that a call over HTTP costs. */
import fastify from 'fastify';
import { answerQuestions } from './raw-process.ts';

const server = fastify();
server.post('/hello', async () => ({ deliveryDate: new Date().toISOString(), agents: [] }));

answerQuestions(
  async () => ({ url: await server.listen({ host: '127.0.0.1', port: 0 }), pid: process.pid }),
  () => server.close(),
);
