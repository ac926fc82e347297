import { lazy, Suspense } from 'react';
import { Compass } from 'lucide-react';
import { type Route, go } from '../route.ts';
import { HistoryScreen } from '../screens/history/history-screen.tsx';
import { Overview } from '../screens/overview/overview.tsx';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { useWindow } from '../window-context.ts';

// what a person opens once in a while is not read before
const Setup = lazy(() => import('../screens/setup/setup.tsx').then(({ Setup: it }) => ({ default: it })));
const ConnectionScreen = lazy(() =>
  import('../screens/connection/connection-screen.tsx').then(({ ConnectionScreen: it }) => ({ default: it })),
);
const TableScreen = lazy(() =>
  import('../screens/table/table-screen.tsx').then(({ TableScreen: it }) => ({ default: it })),
);
const SchemaScreen = lazy(() =>
  import('../screens/schema/schema-screen.tsx').then(({ SchemaScreen: it }) => ({ default: it })),
);
const SandboxScreen = lazy(() =>
  import('../screens/sandbox/sandbox-screen.tsx').then(({ SandboxScreen: it }) => ({ default: it })),
);
const SettingsScreen = lazy(() =>
  import('../screens/settings/settings-screen.tsx').then(({ SettingsScreen: it }) => ({ default: it })),
);
const AboutScreen = lazy(() =>
  import('../screens/about/about-screen.tsx').then(({ AboutScreen: it }) => ({ default: it })),
);

const Nowhere = () => {
  const { common } = useWindow().words;
  return (
    <Page title="Sluice">
      <Empty icon={Compass} title={common.notFound}>
        <Button kind="primary" onClick={() => go('/')}>
          {common.toOverview}
        </Button>
      </Empty>
    </Page>
  );
};

const Chosen = ({ route }: { readonly route: Route }) => {
  const { configuration } = useWindow();
  const [first, second, third, fourth, fifth] = route.parts;
  switch (first) {
    case undefined:
    case 'overview':
      if (configuration === undefined) return <Loading />;
      return configuration.connections.length === 0 ? <Setup /> : <Overview />;
    case 'history':
      return <HistoryScreen route={route} />;
    case 'welcome':
      return <Setup />;
    case 'new-connection':
      return <ConnectionScreen key="new" name={undefined} />;
    case 'connections':
      if (second === undefined) return <Nowhere />;
      if (third === undefined) return <ConnectionScreen key={second} name={second} />;
      if (third === 'new-table') return <TableScreen key="new" connection={second} name={undefined} />;
      if (third !== 'tables' || fourth === undefined) return <Nowhere />;
      return fifth === 'schema' ? (
        <SchemaScreen key={`${second}/${fourth}`} connection={second} table={fourth} />
      ) : (
        <TableScreen key={`${second}/${fourth}`} connection={second} name={fourth} />
      );
    case 'sandbox':
      return <SandboxScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'about':
      return <AboutScreen document={second} />;
    default:
      return <Nowhere />;
  }
};

const Loading = () => (
  <main id="content" className="page" aria-busy="true">
    {null}
  </main>
);

export const Screen = ({ route }: { readonly route: Route }) => (
  <Suspense fallback={<Loading />}>
    <Chosen route={route} />
  </Suspense>
);
