import { useWindow } from '../window-context.ts';
import { Button } from './button.tsx';

interface SaveBarProps {
  /** The id of the form that is saved. */
  readonly form: string;
  readonly dirty: boolean;
  /** Absent where there is nothing to go back to. */
  readonly onDiscard?: (() => void) | undefined;
}

/** What stands at the foot of a page with a form: whether it is saved, and how. */
export const SaveBar = ({ form, dirty, onDiscard }: SaveBarProps) => {
  const { common } = useWindow().words;
  return (
    <>
      <span className="faint">
        {dirty ? common.unsaved : onDiscard === undefined ? '' : common.unchanged}
      </span>
      {dirty && onDiscard !== undefined ? <Button onClick={onDiscard}>{common.discardChanges}</Button> : null}
      <Button kind="primary" type="submit" form={form} disabled={!dirty}>
        {common.save}
      </Button>
    </>
  );
};
