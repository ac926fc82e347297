import { CheckCircle2, XCircle } from 'lucide-react';
import type { CallOutput } from '../../../electron/contract/calls.ts';
import { PathText } from '../../ui/path-text.tsx';
import { useWindow } from '../../window-context.ts';

type Load = CallOutput<'sandbox.loads'>[number];

/** So many of the newest are listed. */
const mostShown = 200;

/** Each object that was loaded, newest first, and apart from them the loads that failed. */
export const Loads = ({ loads }: { readonly loads: readonly Load[] }) => {
  const { sandbox } = useWindow().words;
  const failed = loads.filter((load) => load.error !== undefined);
  return (
    <>
      <section className="block" aria-label={sandbox.errors}>
        <header className="block-head">
          <h2>{sandbox.errors}</h2>
        </header>
        {failed.length === 0 ? <p className="faint">{sandbox.noErrors}</p> : <FailedLoads loads={failed} />}
      </section>
      <section className="block" aria-label={sandbox.loads}>
        <header className="block-head">
          <h2>{sandbox.loads}</h2>
        </header>
        {loads.length === 0 ? <p className="faint">{sandbox.noLoads}</p> : <LoadTable loads={loads} />}
      </section>
    </>
  );
};

const LoadTable = ({ loads }: { readonly loads: readonly Load[] }) => {
  const { words, format } = useWindow();
  const { sandbox } = words;
  return (
    <div className="scroll-x">
      <table className="lines-table">
        <thead>
          <tr>
            <th scope="col">{sandbox.table}</th>
            <th scope="col">{sandbox.result}</th>
            <th scope="col" className="number">
              {sandbox.rows}
            </th>
            <th scope="col" className="number">
              {sandbox.inserted}
            </th>
            <th scope="col" className="number">
              {sandbox.updated}
            </th>
            <th scope="col" className="number">
              {sandbox.stale}
            </th>
            <th scope="col">{sandbox.key}</th>
          </tr>
        </thead>
        <tbody>
          {loads
            .slice(-mostShown)
            .toReversed()
            .map((load) => (
              <tr key={load.key}>
                <th scope="row">{load.table}</th>
                <td>
                  {load.error === undefined ? (
                    <span className="badge good">
                      <CheckCircle2 aria-hidden size={13} /> {sandbox.loaded}
                    </span>
                  ) : (
                    <span className="badge bad" title={load.detail}>
                      <XCircle aria-hidden size={13} /> {load.error}
                    </span>
                  )}
                </td>
                <td className="number">{format.number(load.rows)}</td>
                <td className="number">{format.number(load.inserted)}</td>
                <td className="number">{format.number(load.updated)}</td>
                <td className="number">{format.number(load.stale)}</td>
                <td className="code wide">
                  <PathText path={load.key.split('/').at(-1) ?? load.key} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
};

/** As Monitoring in Celonis would tell of it: the error, what exactly, and the object. */
const FailedLoads = ({ loads }: { readonly loads: readonly Load[] }) => {
  const { sandbox } = useWindow().words;
  return (
    <div className="scroll-x">
      <table className="lines-table">
        <thead>
          <tr>
            <th scope="col">{sandbox.table}</th>
            <th scope="col">{sandbox.result}</th>
            <th scope="col">{sandbox.detail}</th>
            <th scope="col">{sandbox.key}</th>
          </tr>
        </thead>
        <tbody>
          {loads
            .slice(-mostShown)
            .toReversed()
            .map((load) => (
              <tr key={load.key}>
                <th scope="row">{load.table}</th>
                <td>
                  <span className="badge bad">
                    <XCircle aria-hidden size={13} /> {load.error}
                  </span>
                </td>
                <td>{load.detail ?? ''}</td>
                <td className="code wide">
                  <PathText path={load.key.split('/').at(-1) ?? load.key} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
};
