// The thread in which history is read: node:sqlite answers at once or not at all, and a million rows take their time.
import { parentPort, workerData } from 'node:worker_threads';
import { Fault } from '../../contract/fault.ts';
import type { HistoryAnswer, HistoryQuestion } from './history-reader.ts';
import { HistoryPages } from './history-pages.ts';
import { migrations } from './migrations.ts';
import { openDatabase } from './open-database.ts';

let pages: HistoryPages | undefined;
const open = (): HistoryPages => {
  if (pages !== undefined) return pages;
  const database = openDatabase(String(workerData), migrations);
  database.exec('PRAGMA query_only = ON; PRAGMA mmap_size = 2147418112;');
  return (pages = new HistoryPages(database));
};

const answer = (question: HistoryQuestion): unknown => {
  switch (question.what) {
    case 'page':
      return open().page(question.request);
    case 'csv':
      return open().csv(question.request);
    case 'throughput':
      return open().throughput(question.request);
  }
};

parentPort?.on('message', (question: HistoryQuestion) => {
  let reply: HistoryAnswer;
  try {
    reply = { id: question.id, ok: true, value: answer(question) };
  } catch (error) {
    reply = { id: question.id, ok: false, fault: Fault.from(error).view };
  }
  parentPort?.postMessage(reply);
});
