import { test } from 'node:test';
import { checksOf } from './checks';
import { read } from './documents';

// README and docs/ say the same in both languages, and lead somewhere.

const others = ['CONTRIBUTING.md', 'History.md', 'SECURITY.md'].map(read);
const isElsewhere = (path: string) => path === 'CONTRIBUTING.md' || path.startsWith('sandbox/');

for (const [name, check] of checksOf('', { pairs: 9, links: 101, others, isElsewhere })) test(name, check);
