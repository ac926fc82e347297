// The converter process: takes one job after the other from the engine that started it, and ends with it.
import { ToConverter, type FromConverter } from '../contract/converter.ts';
import { Fault } from '../contract/fault.ts';
import { enginePort, type EnginePort } from './engine-port.ts';
import type * as Jobs from './jobs.ts';

const serve = async (port: EnginePort): Promise<void> => {
  port.onGone(() => process.exit(0));
  let desk: Jobs.JobDesk;
  try {
    // native modules are loaded here, so that one that is missing is told and not just a crash
    desk = new (await import('./jobs.ts')).JobDesk();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    port.send({ kind: 'ready', fault: new Fault('module.cannotLoad', { reason }).view });
    return;
  }
  const underWay = new Map<number, AbortController>();
  port.onMessage((message) => {
    const parsed = ToConverter.safeParse(message);
    if (!parsed.success) throw new Error(`malformed message from the engine: ${parsed.error.message}`);
    const order = parsed.data;
    if (order.kind === 'end') process.exit(0);
    if (order.kind === 'cancel') {
      underWay.get(order.id)?.abort();
      return;
    }
    const controller = new AbortController();
    underWay.set(order.id, controller);
    desk
      .perform(order, controller.signal, (progress) =>
        port.send({ kind: 'progress', id: order.id, progress }),
      )
      .then((answer: FromConverter) => {
        underWay.delete(order.id);
        port.send(answer);
      });
  });
  port.send({ kind: 'ready' });
};

const port = enginePort();
if (port === undefined) {
  process.stderr.write(
    'This is the converter process of Sluice. It is started by the engine, not by hand.\n',
  );
  process.exitCode = 2;
} else {
  void serve(port);
}
