import { shell } from 'electron';
import { type Engine, startEngine } from '../compose/engine.ts';
import { startConverter } from '../compose/shell.ts';
import { Fault } from '../contract/fault.ts';
import { utilityLine } from './converter-line.ts';
import type { ShellEngine, StartShellEngine } from './shell-engine.ts';

export interface EnginePlaces {
  readonly dataDirectory: string;
  /** The converter's bundle. */
  readonly worker: string;
}

const trash = {
  trash: async (path: string): Promise<undefined> => {
    try {
      await shell.trashItem(path);
    } catch (error) {
      throw new Fault('folder.notWritable', { path, reason: String(error) }, { cause: error });
    }
  },
};

const shellEngine = (engine: Engine): ShellEngine => {
  const { pipeline, journal, history, lanes } = engine;
  const connectionIds = [...new Set(lanes.map((plan) => plan.connection.connectionId))];
  return {
    status: engine.status,
    recent: (limit) =>
      history.page({ states: ['delivered'] }, { limit, offset: 0 }).map(({ delivery, lane }) => ({
        id: delivery.id,
        file: delivery.sourceName,
        connection: lane.connection,
        table: lane.table,
      })),
    pauseAll: () => {
      for (const id of connectionIds) journal.pause(id, undefined, Date.now());
      pipeline.changed();
    },
    resumeAll: () => {
      for (const pause of journal.pauses()) journal.resume(pause.connectionId, pause.table);
      pipeline.changed();
    },
    scanNow: () => pipeline.scanNow(),
    suspend: () => pipeline.suspend(),
    resume: () => pipeline.resume(),
    close: engine.close,
  };
};

/** The real engine with the desktop's converter and trash. */
export const desktopEngine =
  ({ dataDirectory, worker }: EnginePlaces): StartShellEngine =>
  async (configuration, onEvent) =>
    shellEngine(
      await startEngine({
        configuration,
        dataDirectory,
        program: 'the Sluice app',
        onEvent,
        converter: startConverter({ entry: worker, start: utilityLine(worker) }),
        trash,
      }),
    );
