import { Fault } from '../../contract/fault.ts';
import type { Warning } from '../../contract/converter.ts';
import { sentence } from '../../contract/words/sentence.ts';
import type { Delivery } from '../queue/delivery.ts';
import { backoff } from '../upload/backoff.ts';
import { leavesOutcomeUnknown } from '../upload/upload-fault.ts';
import { aboutFile, endBeside, stopAt, tell } from './outcome.ts';
import type { LanePlan } from './plan.ts';
import type { Receipt, Senders } from './ports.ts';
import { closed, placeOf, type Room } from './room.ts';

/** So often an upload is tried that meets a fault of Sluice's own. */
const MOST_OWN_FAULTS = 3;

/** One lane's way out: strictly in order, one upload in flight, a retry holds the lane. */
export class LaneUploads {
  readonly #room: Room;
  readonly #plan: LanePlan;
  readonly #senders: Senders;
  readonly #random: () => number;
  /** While a retry waits: the fault and when it is tried again (epoch milliseconds). */
  waiting: { readonly fault: Fault; readonly nextTryAt: number } | undefined;
  #sending = false;
  /** The files of what was delivered being set aside, while the next one is on its way already. */
  #settingAside: Promise<void> | undefined;

  constructor(room: Room, plan: LanePlan, senders: Senders, random: () => number) {
    this.#room = room;
    this.#plan = plan;
    this.#senders = senders;
    this.#random = random;
  }

  /** Whether something is under way that nobody should cut off without need. */
  get busy(): boolean {
    return this.#sending || this.#settingAside !== undefined;
  }

  async run(signal: AbortSignal): Promise<void> {
    try {
      await this.#work(signal);
    } finally {
      await this.#settingAside?.catch(() => undefined);
    }
  }

  async #work(signal: AbortSignal): Promise<void> {
    const { bell, journal } = this.#room;
    let failures = 0;
    let failing: number | undefined;
    for (;;) {
      const heard = bell.strokes;
      const head =
        closed(this.#room, this.#plan) === undefined ? journal.head(this.#plan.lane.id) : undefined;
      // held, although its connection is not: a fault of Sluice's own has stopped the lane here
      if (
        head === undefined ||
        head.state === 'queued' ||
        head.state === 'converting' ||
        head.state === 'held'
      ) {
        await bell.after(heard, signal);
        continue;
      }
      if (head.id !== failing) failures = 0;
      const fault = await this.#upload(head, signal);
      signal.throwIfAborted();
      if (fault === undefined) {
        failing = undefined;
        continue;
      }
      failing = head.id;
      failures += 1;
      if (fault.remedy === 'stop' && failures >= MOST_OWN_FAULTS) {
        stopAt(this.#room, this.#plan, head, fault);
        continue;
      }
      await this.#pauseBefore(head, fault, failures, signal);
    }
  }

  /** One attempt. Gives the fault only when it is to be tried again after a pause. */
  async #upload(delivery: Delivery, signal: AbortSignal): Promise<Fault | undefined> {
    const { journal, clock, files, bell } = this.#room;
    const { spoolPath, key } = delivery;
    const spooled = spoolPath === undefined ? undefined : await files.version(spoolPath);
    if (
      spoolPath === undefined ||
      key === undefined ||
      spooled === undefined ||
      spooled.size !== delivery.bytesOut
    ) {
      journal.requeue(delivery.id, false);
      bell.ring();
      return undefined;
    }
    const number = journal.beginAttempt(delivery.id, clock.now());
    tell(this.#room, this.#plan, delivery, 'uploading', { bytes: spooled.size, key });
    let bytesSent = 0;
    this.#sending = true;
    // looked for while the file is on its way, so that the receipt and the move that follows are one write
    const move = { foreseen: undefined as string | undefined };
    void this.#room.aside.foresee(delivery).then((plan) => {
      move.foreseen = plan;
    });
    try {
      const sender = await this.#senders.open(this.#plan.connection.connectionId);
      const receipt = await sender.send({
        path: spoolPath,
        bytes: spooled.size,
        key,
        multipart: this.#plan.connection.multipart,
        outcomeUnknown: delivery.outcomeUnknown,
        notes: {
          uploadId: delivery.uploadId,
          parts: journal.parts(delivery.id),
          begun: (uploadId) => journal.uploadId(delivery.id, uploadId),
          forgotten: () => journal.uploadId(delivery.id, undefined),
          part: (part) => journal.part(delivery.id, part),
        },
        signal,
        onProgress: (sent) => {
          bytesSent = sent;
          this.#room.events.emit({
            type: 'progress',
            ...placeOf(this.#plan),
            id: delivery.id,
            file: delivery.sourceName,
            stage: 'uploading',
            bytesDone: sent,
            bytesTotal: spooled.size,
          });
        },
      });
      await this.#delivered(delivery, { number, receipt, bytes: spooled.size, move: move.foreseen });
      return undefined;
    } catch (error) {
      if (signal.aborted) throw error;
      const fault = aboutFile(Fault.from(error), this.#plan, delivery);
      journal.endAttempt(delivery.id, number, clock.now(), {
        error: fault.view,
        bytesSent,
        outcomeUnknown: leavesOutcomeUnknown(error),
      });
      return await this.#failed(delivery, fault);
    } finally {
      this.#sending = false;
    }
  }

  async #delivered(
    delivery: Delivery,
    {
      number,
      receipt,
      bytes,
      move,
    }: { number: number; receipt: Receipt; bytes: number; move: string | undefined },
  ): Promise<void> {
    const { journal, clock, ownPeak, bell } = this.#room;
    const warnings: Warning[] = [...delivery.warnings];
    if (receipt.mayHaveArrivedTwice && this.#plan.table.primaryKey.length === 0) {
      warnings.push({
        code: 'delivery.mayHaveArrivedTwice',
        message:
          'The file may have arrived twice: an earlier attempt had no answer, and the table has no primary key.',
      });
    }
    const peak = { converter: delivery.peakRss?.converter ?? 0, main: ownPeak() };
    journal.together(() => {
      const end = { error: undefined, bytesSent: bytes, outcomeUnknown: false };
      journal.endAttempt(delivery.id, number, clock.now(), end);
      journal.delivered(delivery.id, { etag: receipt.etag, warnings }, peak, clock.now());
      if (move !== undefined) journal.intendMove(delivery.id, move);
    });
    // one at a time, and beside the next upload: what goes wrong with it ends that one's turn
    await this.#settingAside;
    this.#settingAside = this.#setAside(delivery, bytes).finally(() => {
      this.#settingAside = undefined;
      bell.ring();
    });
    this.#settingAside.catch(() => undefined);
  }

  async #setAside(delivery: Delivery, bytes: number): Promise<void> {
    const now = this.#room.journal.delivery(delivery.id);
    if (now !== undefined) await this.#room.aside.aside(now);
    tell(this.#room, this.#plan, delivery, 'delivered', {
      bytes,
      ...(delivery.rows === undefined ? {} : { rows: delivery.rows }),
      ...(delivery.key === undefined ? {} : { key: delivery.key }),
    });
  }

  async #failed(delivery: Delivery, fault: Fault): Promise<Fault | undefined> {
    const { journal, clock, events, bell } = this.#room;
    const { connectionId, name } = this.#plan.connection;
    switch (fault.remedy) {
      case 'hold':
        journal.hold(connectionId, fault.view, clock.now());
        journal.held(delivery.id, fault.view);
        this.#senders.forget(connectionId);
        tell(this.#room, this.#plan, delivery, 'held', { fault });
        events.emit({ type: 'held', connection: name, fault: fault.view, message: sentence(fault.view) });
        bell.ring();
        return undefined;
      case 'reject':
        await endBeside(this.#room, this.#plan, delivery, 'rejected', { fault });
        return undefined;
      case 'retry':
      case 'wait':
      case 'stop':
        // a fault of Sluice's own is tried again too: the file stays, and the fault is seen
        return fault;
    }
  }

  async #pauseBefore(delivery: Delivery, fault: Fault, failures: number, signal: AbortSignal): Promise<void> {
    const { clock, events, bell } = this.#room;
    const waits = backoff({ failures, retryAfter: fault.facts.retryAfter, random: this.#random() });
    this.waiting = { fault, nextTryAt: clock.now() + waits };
    events.emit({
      type: 'retrying',
      ...placeOf(this.#plan),
      id: delivery.id,
      file: delivery.sourceName,
      fault: fault.view,
      message: sentence(fault.view),
      waits,
    });
    const over = new AbortController();
    const either = AbortSignal.any([signal, over.signal]);
    try {
      // a pause, a hold or a person's retry ends the wait early
      const heard = bell.strokes;
      const told = (async () => {
        let stroke = heard;
        for (;;) {
          await bell.after(stroke, either);
          stroke = bell.strokes;
          if (closed(this.#room, this.#plan) !== undefined) return;
        }
      })();
      await Promise.race([clock.wait(waits, either), told]).catch((error: unknown) => {
        signal.throwIfAborted();
        if (!either.aborted) throw error;
      });
    } finally {
      over.abort();
      this.waiting = undefined;
    }
  }
}
