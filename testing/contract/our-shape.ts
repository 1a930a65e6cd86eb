import type { Route } from '@interlock/cockpit-api';
import { z } from 'zod';
import { anyShape, type Shape } from './shape.ts';
import { type SchemaObject, shapeOf } from './shape-of.ts';

/** What a call of ours takes. */
export function requestShape(route: Pick<Route, 'request'>): Shape {
  return ofZod(route.request, 'input');
}

/** What a call of ours answers, with the moment that every answer carries. */
export function responseShape(route: Pick<Route, 'response' | 'answer'>): Shape {
  const shape = ofZod(route.response, 'output');
  if (route.answer !== 'json' && route.answer !== 'session') return shape;
  const moment = { shape: { ...anyShape, types: new Set(['string']) }, required: true };
  return { ...shape, fields: new Map([...shape.fields, ['deliveryDate', moment]]) };
}

function ofZod(schema: z.ZodType, io: 'input' | 'output'): Shape {
  const json = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as SchemaObject;
  return shapeOf({ schema: json, place: '#' }, (reference) => ({
    schema: pointed(json, reference),
    place: reference,
  }));
}

function pointed(schema: SchemaObject, reference: string): SchemaObject {
  let found: unknown = schema;
  for (const step of reference.split('/').slice(1)) found = (found as SchemaObject)[step];
  return found as SchemaObject;
}
