import { Fault } from '../../contract/fault.ts';

export const bucket = 'continuous';
const path = '/api/data-ingestion';
const domain = '.celonis.cloud';

/** Clusters whose region is known (domain.md). Others exist; the region stays editable for all. */
const regions: Readonly<Record<string, string>> = {
  'eu-1': 'eu-central-1',
  'eu-4': 'eu-central-1',
  'eu-5': 'eu-central-1',
  'us-1': 'us-east-1',
  'ch-1': 'eu-central-2',
};
/** What to sign with where nothing says better: most teams are there, and other gateways take any region. */
const usualRegion = 'eu-central-1';

export interface Place {
  readonly team?: string | undefined;
  readonly cluster?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
}

/** The endpoint without a slash at its end: the one that is given, else `https://TEAM.CLUSTER.celonis.cloud/api/data-ingestion`. */
export const endpointOf = ({ endpoint, team, cluster }: Place): string => {
  if (endpoint !== undefined) return endpoint.replace(/\/+$/, '');
  if (team === undefined || cluster === undefined)
    throw new Fault('configuration.invalid', {
      key: team === undefined ? 'team' : 'cluster',
      reason: 'a connection needs team and cluster, or endpoint',
    });
  return `https://${team.toLowerCase()}.${cluster.toLowerCase()}${domain}${path}`;
};

/** Team and cluster of a host such as `dev.eu-1.celonis.cloud`. */
const hostParts = (host: string): { team: string; cluster: string } | undefined => {
  const match = /^([a-z0-9-]+)\.([a-z0-9-]+)\.celonis\.cloud$/.exec(host.toLowerCase());
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { team: match[1], cluster: match[2] };
};

/** The region known for a cluster; undefined where nothing public says. */
export const knownRegion = (cluster: string | undefined): string | undefined =>
  cluster !== undefined && Object.hasOwn(regions, cluster.toLowerCase())
    ? regions[cluster.toLowerCase()]
    : undefined;

/** The region to sign with: the one given, else the cluster's (also read from the endpoint), else eu-central-1. */
export const regionOf = (place: Place): string => {
  const host =
    place.endpoint !== undefined && URL.canParse(place.endpoint) ? new URL(place.endpoint).hostname : '';
  return place.region ?? knownRegion(place.cluster ?? hostParts(host)?.cluster) ?? usualRegion;
};

export interface Pasted {
  readonly team?: string;
  readonly cluster?: string;
  readonly region?: string;
  /** Where the host is not one of Celonis's: the endpoint as it would be there. */
  readonly endpoint?: string;
  readonly connectionId?: string;
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}';

/** The Data Connection's id among the ids of an address: the one behind a word for it, else one that is not a pool's. */
const connectionIdIn = (address: string): string | undefined => {
  const text = address.toLowerCase();
  const named = new RegExp(
    `(?:connections?|data-?sources?|connection_?id|data_?source_?id)[/=](?:[a-z-]+/)*(${uuid})(?![0-9a-f])`,
  ).exec(text)?.[1];
  if (named !== undefined) return named;
  const others = [...text.matchAll(new RegExp(`(?:([a-z-]+)[/=])?(?<![0-9a-f-])(${uuid})(?![0-9a-f-])`, 'g'))]
    .filter((match) => !/pools?|packages?|spaces?|teams?|users?|jobs?|tasks?/.test(match[1] ?? ''))
    .map((match) => match[2]);
  return others.at(-1);
};

/**
 * Reads what can be read from anything a person pastes: the address of the Data Connection's page, of the team or of
 * the API, a host name, an `s3://continuous/connection/…` destination, or an id alone. Undefined where it is none.
 */
export const readPasted = (text: string): Pasted | undefined => {
  const trimmed = text.trim().replace(/^['"<]+|['">]+$/g, '');
  const connectionId = connectionIdIn(trimmed);
  const id = connectionId === undefined ? {} : { connectionId };
  if (new RegExp(`^(?:${uuid})$`, 'i').test(trimmed) || /^s3:\/\//i.test(trimmed))
    return connectionId === undefined ? undefined : id;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (/\s/.test(address) || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  const parts = hostParts(url.hostname);
  if (parts !== undefined) {
    const region = knownRegion(parts.cluster);
    return { ...parts, ...(region === undefined ? {} : { region }), ...id };
  }
  if (!/[.:]/.test(url.host) && url.hostname !== 'localhost') return undefined;
  return { endpoint: `${url.origin}${path}`, ...id };
};

/** The address of the Data Connection's team, where its Monitoring is found; undefined for other endpoints. */
export const teamAddress = (place: Place): string | undefined => {
  const { hostname, origin } = new URL(endpointOf(place));
  return hostname.endsWith(domain) ? origin : undefined;
};
