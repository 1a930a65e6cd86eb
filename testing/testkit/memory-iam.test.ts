import { iamStoresSuite } from '../conformance/iam-stores.suite.ts';
import { memoryIam } from './memory-iam.ts';

iamStoresSuite('in memory', async () => ({ ...memoryIam(), close: async () => {} }));
