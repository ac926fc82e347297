import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useWindow } from '../window-context.ts';
import { Segmented, type Option } from './segmented.tsx';

export type { Option };

interface FieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  /** What stands below the value, beside help and error. */
  readonly below?: ReactNode;
  readonly children: (ids: { readonly id: string; readonly describedBy: string | undefined }) => ReactNode;
}

/** A label, whatever takes the value, and below it help or what is wrong. */
export const Field = ({ label, help, error, optional = false, below, children }: FieldProps) => {
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
      {below}
    </div>
  );
};

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly Option<V>[];
  readonly onChange: (value: V) => void;
  readonly help?: string | undefined;
}

/** A choice of few, all in view. */
export const ChoiceField = <V extends string>({ help, ...choice }: ChoiceProps<V>) => (
  <div className="field">
    <span className="field-label" aria-hidden>
      {choice.label}
    </span>
    <div className="segmented-line">
      <Segmented {...choice} />
    </div>
    {help === undefined ? null : <p className="field-note">{help}</p>}
  </div>
);

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  readonly secret?: boolean;
  /** A number, in this unit where there is one. */
  readonly numeric?: boolean;
  readonly unit?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly after?: ReactNode;
  readonly below?: ReactNode;
  readonly autoFocus?: boolean;
  /** Of a text that is longer than the field its end is shown, as long as nobody writes. */
  readonly endInView?: boolean;
}

/** Of a text that is longer than its field the end is shown, as long as nobody writes. */
const useEndInView = (wanted: boolean, value: string) => {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const { current } = input;
    if (!wanted || current === null) return undefined;
    const show = (): void => {
      if (document.activeElement !== current) current.scrollLeft = current.scrollWidth;
    };
    const size = new ResizeObserver(show);
    size.observe(current);
    current.addEventListener('blur', show);
    return () => {
      size.disconnect();
      current.removeEventListener('blur', show);
    };
  }, [wanted, value]);
  return input;
};

export const TextField = (props: TextProps) => {
  const { label, value, onChange, help, error, optional, secret, numeric, unit, placeholder } = props;
  const input = useEndInView(props.endInView ?? false, value);
  return (
    <Field label={label} help={help} error={error} optional={optional ?? false} below={props.below}>
      {({ id, describedBy }) => (
        <div className="field-line">
          <input
            id={id}
            ref={input}
            className={numeric === true ? 'figure' : undefined}
            type={secret === true ? 'password' : 'text'}
            inputMode={numeric === true ? 'decimal' : undefined}
            autoComplete={secret === true ? 'new-password' : 'off'}
            spellCheck={false}
            value={value}
            placeholder={placeholder}
            autoFocus={props.autoFocus}
            aria-describedby={describedBy}
            aria-invalid={error !== undefined}
            onChange={(event) => onChange(event.target.value)}
          />
          {unit === undefined ? null : <span className="field-unit">{unit}</span>}
          {props.after}
        </div>
      )}
    </Field>
  );
};

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
