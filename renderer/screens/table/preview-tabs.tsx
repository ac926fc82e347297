import { Tabs } from 'radix-ui';
import type { Preview } from '../../../electron/contract/calls.ts';
import { useWindow } from '../../window-context.ts';
import { PreviewColumns } from './preview-columns.tsx';
import { PreviewNested } from './preview-nested.tsx';
import { PreviewReasons } from './preview-reasons.tsx';
import { PreviewRows } from './preview-rows.tsx';
import type { TableDraft } from './table-draft.ts';

export interface TabsProps {
  readonly preview: Preview;
  readonly draft: TableDraft;
  readonly onChange: (change: Partial<TableDraft>) => void;
}

/** What was read: columns, the first rows before and after, the tables of nested data, and why. */
export const PreviewTabs = ({ preview, draft, onChange }: TabsProps) => {
  const { table } = useWindow().words;
  const nested = draft.structure === 'nested';
  const names = [
    ['columns', table.columns],
    ['before', table.before],
    ['after', table.after],
    ...(nested ? [['derived', table.derived] as const] : []),
    ['evidence', table.evidence],
  ] as const;
  return (
    <Tabs.Root defaultValue="columns">
      <Tabs.List className="tabs-list" aria-label={table.sample}>
        {names.map(([value, label]) => (
          <Tabs.Trigger key={value} className="tab" value={value}>
            {label}
            {value === 'evidence' && preview.warnings.length > 0 ? (
              <span className="tag warn">{preview.warnings.length}</span>
            ) : null}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content className="tab-panel" value="columns">
        <PreviewColumns preview={preview} draft={draft} onChange={onChange} />
      </Tabs.Content>
      <Tabs.Content className="tab-panel" value="before">
        <PreviewRows header={preview.beforeHeader} rows={preview.before} label={table.before} />
      </Tabs.Content>
      <Tabs.Content className="tab-panel" value="after">
        <PreviewRows
          header={preview.columns.map((column) => column.name)}
          rows={preview.after}
          label={table.after}
          numeric={preview.columns.map((column) => column.type === 'INTEGER' || column.type === 'FLOAT')}
        />
      </Tabs.Content>
      <Tabs.Content className="tab-panel" value="derived">
        <PreviewNested preview={preview} draft={draft} onChange={onChange} />
      </Tabs.Content>
      <Tabs.Content className="tab-panel" value="evidence">
        <PreviewReasons preview={preview} />
      </Tabs.Content>
    </Tabs.Root>
  );
};
