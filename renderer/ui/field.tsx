import { useId, type ReactNode } from 'react';
import { useWindow } from '../window-context.ts';

interface FieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  readonly children: (ids: { readonly id: string; readonly describedBy: string | undefined }) => ReactNode;
}

/** A label, whatever takes the value, and below it help or what is wrong. */
export const Field = ({ label, help, error, optional = false, children }: FieldProps) => {
  const { words } = useWindow();
  const id = useId();
  const note = error ?? help;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional ? <span className="faint"> {words.common.optional}</span> : null}
      </label>
      {children({ id, describedBy: note === undefined ? undefined : `${id}-note` })}
      {note === undefined ? null : (
        <p
          id={`${id}-note`}
          className={error === undefined ? 'field-note' : 'field-note bad'}
          role={error === undefined ? undefined : 'alert'}
        >
          {note}
        </p>
      )}
    </div>
  );
};

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  readonly secret?: boolean;
  readonly numeric?: boolean;
  readonly placeholder?: string;
  readonly after?: ReactNode;
  readonly autoFocus?: boolean;
}

export const TextField = (props: TextProps) => {
  const { label, value, onChange, help, error, optional, secret, numeric, placeholder, after, autoFocus } =
    props;
  return (
    <Field label={label} help={help} error={error} optional={optional ?? false}>
      {({ id, describedBy }) => (
        <div className="field-line">
          <input
            id={id}
            type={secret === true ? 'password' : 'text'}
            inputMode={numeric === true ? 'decimal' : undefined}
            autoComplete={secret === true ? 'new-password' : 'off'}
            spellCheck={false}
            value={value}
            placeholder={placeholder}
            autoFocus={autoFocus}
            aria-describedby={describedBy}
            aria-invalid={error !== undefined}
            onChange={(event) => onChange(event.target.value)}
          />
          {after}
        </div>
      )}
    </Field>
  );
};

export interface Option<V extends string> {
  readonly value: V;
  readonly label: string;
}

interface SelectProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly Option<V>[];
  readonly onChange: (value: V) => void;
  readonly help?: string | undefined;
}

export const SelectField = <V extends string>({ label, value, options, onChange, help }: SelectProps<V>) => (
  <Field label={label} help={help}>
    {({ id, describedBy }) => (
      <select
        id={id}
        value={value}
        aria-describedby={describedBy}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )}
  </Field>
);

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export const CheckField = ({ label, checked, onChange }: CheckProps) => (
  <label className="check">
    <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
    <span>{label}</span>
  </label>
);
