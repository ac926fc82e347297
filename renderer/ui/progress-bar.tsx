interface ProgressBarProps {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly waiting?: boolean;
}

/** How far it is; without a total it says only that it goes on. */
export const ProgressBar = ({ label, done, total, waiting = false }: ProgressBarProps) => {
  const share = total > 0 ? Math.min(1, done / total) : undefined;
  return (
    <div
      className={waiting ? 'progress waiting' : 'progress'}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
    >
      <div
        className={share === undefined ? 'progress-fill unknown' : 'progress-fill'}
        style={{ inlineSize: `${(share ?? 0.3) * 100}%` }}
      />
    </div>
  );
};
