const towns = ['Wien', 'Hamburg', 'Nürnberg', 'Zürich', 'Görlitz', 'München', 'Lübeck', 'Köln'];
const names = [
  'Müller Gerätebau GmbH',
  'Schäfer Druckerei e. K.',
  'Huber Logistik AG',
  'Köhler Möbelwerk GmbH & Co. KG',
];

const two = (value: number): string => String(value).padStart(2, '0');

/** Customers as the sandbox's sample table has them: tab-separated, with the numbers from `first` on. */
export const customersCsv = (first: number, count: number): string => {
  const lines = ['customer_id\tname\tcity\tcreated_on\tcredit_limit\tcrm_id'];
  for (let index = 0; index < count; index += 1) {
    const id = first + index;
    const name = names[id % names.length] ?? '';
    const town = towns[id % towns.length] ?? '';
    const created = `20${two(10 + (id % 14))}${two(1 + (id % 12))}${two(1 + (id % 28))}`;
    lines.push(
      `${String(id).padStart(10, '0')}\t${name}\t${town}\t${created}\t${1 + (id % 900)}.000,00\t1000000007${String(id).padStart(9, '0')}`,
    );
  }
  return `${lines.join('\n')}\n`;
};
