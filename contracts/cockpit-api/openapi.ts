import { z } from 'zod';
import { accessTokenHeader, pageHeader } from './headers.ts';
import type { Route } from './route.ts';
import { apiPath, type RouteId, routeIds, routes } from './routes.ts';

/** The document that describes every call, in the form of OpenAPI 3.1, made from the route table alone. */
export function openApiDocument(version: string): Readonly<Record<string, unknown>> {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Interlock Cockpit',
      version,
      description:
        'The REST API of the Cockpit. It speaks the JS7 REST Web Service API: every call is a POST with a JSON body, an empty body counts as {}, and every answer carries deliveryDate.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: apiPath }],
    paths: Object.fromEntries(routeIds.map((id) => [routes[id].path, pathItem(id, routes[id])])),
    components: {
      securitySchemes: {
        token: { type: 'apiKey', in: 'header', name: accessTokenHeader },
        bearer: { type: 'http', scheme: 'bearer' },
        basic: { type: 'http', scheme: 'basic' },
        page: {
          type: 'apiKey',
          in: 'header',
          name: pageHeader,
          description: "The value that the Cockpit's own page made at its login, beside its cookie.",
        },
      },
      responses: refusals,
    },
  };
}

function pathItem(id: RouteId, route: Route) {
  return {
    [route.method.toLowerCase()]: {
      operationId: id,
      summary: route.summary,
      ...(route.method === 'POST' ? { requestBody: requestBody(route) } : {}),
      responses: { 200: success(route), ...refusalsOf(route) },
      security: securityOf(id, route),
      'x-permissions':
        'permissions' in route.access ? { [route.access.kind]: route.access.permissions } : undefined,
      'x-access': 'reason' in route.access ? `${route.access.kind}: ${route.access.reason}` : undefined,
      'x-audit-event': route.auditEvent,
      'x-api-token': route.access.kind === 'anonymous' ? undefined : route.byToken,
      'x-lenient': route.manner === 'js7',
      'x-body-bytes-max': route.method === 'POST' ? route.bodyBytesMax : undefined,
    },
  };
}

function securityOf(id: RouteId, route: Route) {
  if (id === 'authentication.login') return [{ basic: [] }];
  return route.access.kind === 'anonymous' ? [] : [{ token: [] }, { bearer: [] }, { page: [] }];
}

function requestBody(route: Route) {
  return {
    required: false,
    content: { 'application/json': { schema: schemaOf(route.request, 'input') } },
  };
}

function success(route: Route) {
  const types = {
    json: 'application/json',
    session: 'application/json',
    text: 'text/plain',
    events: 'text/event-stream',
  };
  const isObject = route.answer === 'json' || route.answer === 'session';
  const schema = schemaOf(route.response, 'output');
  return {
    description: 'Done.',
    content: { [types[route.answer]]: { schema: isObject ? withDeliveryDate(schema) : schema } },
  };
}

function withDeliveryDate(schema: JsonSchema): JsonSchema {
  const moment = { type: 'string', format: 'date-time', description: 'When the answer was given.' };
  return { ...schema, properties: { ...(schema.properties as object), deliveryDate: moment } };
}

type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of a zod schema. The version of the schema language is that of OpenAPI 3.1 itself. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    // Bounds that every number has say nothing.
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
  return rest;
}

function refusalsOf(route: Route) {
  const statuses = [
    ...(route.changes && route.path === '/orders/add' ? ['419'] : []),
    '420',
    '413',
    ...(route.quiet.length > 0 ? ['434'] : []),
    ...(route.path === '/authentication/login' ? ['401', '429'] : []),
    '403',
    ...(route.access.kind === 'anonymous' ? [] : ['440']),
  ];
  return Object.fromEntries(
    statuses.sort().map((status) => [status, { $ref: `#/components/responses/${status}` }]),
  );
}

const error = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: {
        code: { type: 'string', description: 'The code that scripts read, such as JOC-400.' },
        message: { type: 'string' },
        problem: { type: 'string', description: 'The stable name of the refusal.' },
        field: { type: 'string', description: 'Where in the request the cause stands.' },
      },
      required: ['code', 'message', 'problem'],
    },
    reference: { type: 'string', description: 'Names the refusal in the log and the audit trail.' },
    surveyDate: { type: 'string', format: 'date-time' },
    deliveryDate: { type: 'string', format: 'date-time' },
  },
};

const security = {
  type: 'object',
  properties: {
    isAuthenticated: { type: 'boolean' },
    isPermitted: { type: 'boolean' },
    hasRole: { type: 'boolean' },
    message: { type: 'string' },
    code: { type: 'string' },
    reference: { type: 'string' },
    deliveryDate: { type: 'string', format: 'date-time' },
  },
};

function answer(description: string, schema: object) {
  return { description, content: { 'application/json': { schema } } };
}

const items = {
  type: 'object',
  properties: {
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          code: { type: 'string' },
          message: { type: 'string' },
          path: { type: 'string' },
          field: { type: 'string' },
          surveyDate: { type: 'string', format: 'date-time' },
        },
      },
    },
    deliveryDate: { type: 'string', format: 'date-time' },
  },
};

const refusals = {
  401: answer('The login is refused.', security),
  403: answer(
    'A right is missing, the password has to be changed first, or the call comes from another site.',
    security,
  ),
  413: answer('The body is too large.', error),
  419: answer('Items of a bulk call are refused; nothing was done.', items),
  420: answer('Bad input, an unknown object, or a state that forbids it.', error),
  429: answer('Too many tries; Retry-After says when to try again.', error),
  434: answer(
    "A refusal that JS7's page passes over in silence, such as a Controller that is not reached.",
    error,
  ),
  440: answer('The session is missing, unknown or has ended.', security),
};
