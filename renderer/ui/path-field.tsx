import { FolderOpen } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useAct } from '../use-call.ts';
import { useWindow } from '../window-context.ts';
import { Button } from './button.tsx';
import { TextField } from './field.tsx';
import { PathBrowser } from './path-browser.tsx';

interface PathFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (path: string) => void;
  readonly kind: 'folder' | 'file';
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  readonly below?: ReactNode;
}

/** Asks for a path: with the system's picker in the desktop app, by walking through folders in a browser. */
export const usePathChoice = (kind: 'folder' | 'file', onChosen: (path: string) => void) => {
  const { abilities } = useWindow();
  const act = useAct();
  const [browsing, setBrowsing] = useState(false);
  const choose = (): void => {
    if (!abilities.pickers) return setBrowsing(true);
    return void act(kind === 'folder' ? 'folder.pick' : 'file.pick', {}).then((picked) =>
      picked?.path ? onChosen(picked.path) : undefined,
    );
  };
  const browser = browsing ? (
    <PathBrowser
      kind={kind}
      onClose={() => setBrowsing(false)}
      onChosen={(path) => {
        setBrowsing(false);
        onChosen(path);
      }}
    />
  ) : null;
  return { choose, browser, possible: abilities.pickers || abilities.browse };
};

/** A path of this machine. */
export const PathField = ({ kind, onChange, ...rest }: PathFieldProps) => {
  const { common } = useWindow().words;
  const { choose, browser, possible } = usePathChoice(kind, onChange);
  return (
    <>
      <TextField
        {...rest}
        endInView
        onChange={onChange}
        after={
          possible ? (
            <Button
              icon={FolderOpen}
              onClick={choose}
              title={common.choose}
              aria-label={`${rest.label}: ${common.choose}`}
            />
          ) : null
        }
      />
      {browser}
    </>
  );
};
