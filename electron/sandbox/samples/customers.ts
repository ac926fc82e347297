import { dayOf, plainDay } from './calendar.ts';
import { delimitedLine, germanAmount, tenDigits } from './german-text.ts';
import type { Seeded } from './random.ts';

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly createdOn: number;
  readonly creditLimit: number;
  /** Eighteen digits: more than a number of any spreadsheet holds exactly. */
  readonly crmId: string;
}

const families = [
  'Müller',
  'Schäfer',
  'Köhler',
  'Weiß',
  'Jäger',
  'Krüger',
  'Brandt',
  'Özdemir',
  'Huber',
] as const;
const trades = [
  'Maschinenbau',
  'Großhandel',
  'Bäckerei',
  'Gerätebau',
  'Logistik',
  'Möbelwerk',
  'Druckerei',
] as const;
const forms = ['GmbH', 'AG', 'KG', 'GmbH & Co. KG', 'e. K.'] as const;
const cities = [
  'München',
  'Köln',
  'Düsseldorf',
  'Nürnberg',
  'Zürich',
  'Wien',
  'Görlitz',
  'Hamburg',
  'Lübeck',
] as const;

export const firstCustomer = 100_001;

export const makeCustomers = (random: Seeded, count: number): readonly Customer[] =>
  Array.from({ length: count }, (_, index) => ({
    id: tenDigits(firstCustomer + index),
    name: companyName(random),
    city: random.one(cities),
    createdOn: dayOf(2015, 1, 1) + random.below(3_200),
    creditLimit: (5 + random.below(2_000)) * 100_000,
    crmId: `100000000${String(700_000_000 + index * 37).padStart(9, '0')}`,
  }));

const companyName = (random: Seeded): string => {
  const family = random.one(families);
  const trade = random.one(trades);
  const form = random.one(forms);
  // what makes readers of delimited files stumble: separators and quotes inside a name
  if (random.percent(4)) return `${family} & Söhne; ${trade} ${form}`;
  if (random.percent(4)) return `${trade} "${family}" ${form}`;
  return `${family} ${trade} ${form}`;
};

/** The customers as a tab-delimited export. */
export const customersText = (customers: readonly Customer[]): string =>
  [
    ['customer_id', 'name', 'city', 'created_on', 'credit_limit', 'crm_id'],
    ...customers.map((customer) => [
      customer.id,
      customer.name,
      customer.city,
      plainDay(customer.createdOn),
      germanAmount(customer.creditLimit),
      customer.crmId,
    ]),
  ]
    .map((fields) => delimitedLine(fields, '\t'))
    .join('');
