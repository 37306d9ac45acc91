// A process that makes one call, says so, and has nothing more to do.
import { client } from './calls';

const [prefix = '', ca] = process.argv.slice(2);
const api = client({ prefix }, ca ? { ca } : {});
api.getUser('lisi').then(
  () => process.send?.('answered', () => process.disconnect()),
  (err) => process.send?.(String(err), () => process.disconnect()),
);
