/** The window's own scheme and host. Nothing else is ever loaded. */
export const appScheme = 'app';
export const appHost = 'sluice';
export const appOrigin = `${appScheme}://${appHost}`;
export const startPage = `${appOrigin}/index.html`;

/** Whether an address belongs to the window itself. */
export const isOwnPage = (address: string): boolean => {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${appScheme}:` && url.host === appHost;
};
