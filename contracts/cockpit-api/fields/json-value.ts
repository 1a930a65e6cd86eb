import type { Json } from '@interlock/base';
import { z } from 'zod';

/** Any JSON. What comes as a body has been parsed as such already, so there is nothing left to check. */
export const jsonValue = z.custom<Json>(() => true);
