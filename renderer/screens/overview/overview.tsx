import { BandwidthNote } from '../../live/bandwidth-note.tsx';
import { Page } from '../../ui/page.tsx';
import { useNow } from '../../ui/time.tsx';
import { useWindow } from '../../window-context.ts';
import { ConnectionBlock } from './connection-block.tsx';
import { Throughput } from './throughput.tsx';

/** All connections with their tables, and what was delivered lately. */
export const Overview = () => {
  const { words, live, configuration } = useWindow();
  const now = useNow();
  const connections = configuration?.connections ?? [];
  return (
    <Page title={words.overview.title}>
      <BandwidthNote />
      {connections.map((connection) => (
        <ConnectionBlock
          key={connection.name}
          connection={connection}
          view={live.status?.connections.find((one) => one.name === connection.name)}
          now={now}
        />
      ))}
      {connections.length === 0 ? null : <Throughput changes={live.changes} />}
    </Page>
  );
};
