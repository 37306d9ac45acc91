// A process that makes one call, and says how many idle connections are open when it has nothing more to do.
import { POOL } from '../../lib/http/pool';
import { client } from './calls';

const [prefix = '', ca] = process.argv.slice(2);
const api = client({ prefix }, ca ? { ca } : {});
const idle = () =>
  Object.values(POOL).flatMap(({ freeSockets }) => Object.values(freeSockets).flatMap((sockets) => sockets ?? []));
api.getUser('lisi').then(
  () => process.disconnect(),
  (err) => process.exit(String(err).length),
);
process.once('exit', (code) => {
  process.exitCode = code === 0 && idle().length === 1 ? 0 : 1;
});
