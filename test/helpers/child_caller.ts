// A second process of the same app: calls user/get whenever it is asked to, with its tokens in a file.
import { client } from './calls';
import { fileStore } from './file_store';

const [prefix = '', file = ''] = process.argv.slice(2);
const api = client({ prefix }, fileStore(file));

process.on('message', () => {
  api.getUser('lisi').then(
    (user) => process.send?.(user),
    (err) => process.send?.(String(err)),
  );
});
