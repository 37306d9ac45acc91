// A process that works on a file store: told `{ add }` it adds its pid, told `{ write }` it writes until it is killed.
import { fileStore } from '../../lib/stores/file';

const [directory = ''] = process.argv.slice(2);
const store = fileStore(directory);

process.on('message', async ({ add, write }: { add?: string; write?: string }) => {
  if (add) process.send?.((await store.add(add, process.pid, 60_000)) ? process.pid : 0);
  for (let round = 0; write; round++) {
    await store.set(write, String(round % 10).repeat(300_000), 60_000);
    if (round === 3) process.send?.('writing');
  }
});
