/** An event that a listener may prevent, as Electron hands it to `close`, `before-quit` and `will-navigate`. */
export const cancellable = <Details extends object>(details: Details): Electron.Event<Details> => {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault(): void {
      event.defaultPrevented = true;
    },
  };
  return event;
};
