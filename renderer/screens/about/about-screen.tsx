import { BookOpen, PackageOpen } from 'lucide-react';
import { useState } from 'react';
import { pathOf } from '../../route.ts';
import { Button } from '../../ui/button.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useAct, useCall } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import { Markdown } from './markdown.tsx';

const documents = [
  'user-guide',
  'configuration',
  'types',
  'nested',
  'pinned-schema',
  'faults',
  'operations',
  'desktop',
  'architecture',
] as const;
type DocumentName = (typeof documents)[number];
const isDocument = (name: string): name is DocumentName => documents.some((one) => one === name);

/** The programs that Sluice is made of, as they call themselves. */
const programs: Readonly<Record<string, string>> = {
  electron: 'Electron',
  chrome: 'Chromium',
  node: 'Node.js',
  sqlite: 'SQLite',
};

/** Versions, documents that are read without a network, licences, and the bundle for whoever helps. */
export const AboutScreen = ({ document: name }: { readonly document: string | undefined }) => {
  if (name === 'licences') return <Licences />;
  return name !== undefined && isDocument(name) ? <Document name={name} /> : <About />;
};

const Document = ({ name }: { readonly name: DocumentName }) => {
  const { words } = useWindow();
  const { value, fault } = useCall('about.document', { name });
  return (
    <Page title={words.about.names[name]} lead={<a href="#/about">{words.about.title}</a>}>
      {fault === undefined ? null : <FaultNote fault={fault} />}
      {value === undefined ? null : <Markdown text={value.markdown} />}
    </Page>
  );
};

const Licences = () => {
  const { words } = useWindow();
  const { value, fault } = useCall('about.licences', {});
  return (
    <Page title={words.about.licences} lead={<a href="#/about">{words.about.title}</a>}>
      {fault === undefined ? null : <FaultNote fault={fault} />}
      <pre>{value?.text ?? ''}</pre>
    </Page>
  );
};

const About = () => {
  const { words } = useWindow();
  const { about } = words;
  const { value, fault } = useCall('about.get', {});
  return (
    <Page title={about.title}>
      {fault === undefined ? null : <FaultNote fault={fault} />}
      <div className="form">
        <section className="form-part">
          <h2>{about.documents}</h2>
          <ul className="document-list">
            {documents.map((name) => (
              <li key={name}>
                <a href={`#${pathOf('about', name)}`}>
                  <BookOpen aria-hidden size={14} /> {about.names[name]}
                </a>
              </li>
            ))}
            <li>
              <a href="#/about/licences">
                <BookOpen aria-hidden size={14} /> {about.licences}
              </a>
            </li>
          </ul>
        </section>
        <Bundle />
        <section className="form-part">
          <h2>{about.about}</h2>
          {value === undefined ? null : (
            <dl className="facts">
              {[
                [about.version, value.version],
                ...Object.entries(value.versions).map(([name, version]) => [programs[name] ?? name, version]),
                [about.data, value.dataDirectory],
                [about.licence, value.licence],
              ].map(([name, text]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{text}</dd>
                </div>
              ))}
            </dl>
          )}
        </section>
      </div>
    </Page>
  );
};

const Bundle = () => {
  const { about } = useWindow().words;
  const act = useAct();
  const [busy, setBusy] = useState(false);
  const [path, setPath] = useState<string>();
  const make = (): void => {
    setBusy(true);
    void act('about.bundle', {}).then((made) => {
      setBusy(false);
      setPath(made?.path);
    });
  };
  return (
    <section className="form-part">
      <h2>{about.bundle}</h2>
      <p className="field-note">{about.bundleHelp}</p>
      <div className="row">
        <Button icon={PackageOpen} disabled={busy} onClick={make}>
          {about.makeBundle}
        </Button>
        <span role="status">{path === undefined ? '' : about.bundleAt(path)}</span>
      </div>
      {busy ? <ProgressBar label={about.bundle} done={0} total={0} /> : null}
    </section>
  );
};
