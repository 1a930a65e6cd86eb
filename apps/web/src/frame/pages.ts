import type { TextKey } from '../texts/text.ts';

/** The pages of the rail: what exists, and nothing else. */
export const pages = [
  { id: 'dashboard', path: '/', label: 'pages.dashboard' },
  { id: 'workflows', path: '/workflows', label: 'pages.workflows' },
  { id: 'orders', path: '/orders', label: 'pages.orders' },
  { id: 'history', path: '/history', label: 'pages.history' },
  { id: 'audit', path: '/audit', label: 'pages.audit', permission: 'sos:products:joc:auditlog:view' },
  { id: 'identity', path: '/identity', label: 'pages.identity' },
] as const satisfies readonly {
  readonly id: string;
  readonly path: string;
  readonly label: TextKey;
  readonly permission?: string;
}[];

/** A page of the rail. */
export type Page = (typeof pages)[number];
