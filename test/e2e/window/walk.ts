// Walks through every screen of the window, over the door that a test file has chosen.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { trySandbox, visit, type WindowRig } from '../../support/window.ts';
import { openRig } from './door.ts';

let rig: WindowRig;
let page: Page;

beforeAll(async () => {
  rig = await openRig();
  page = await rig.open();
});
afterAll(async () => {
  await rig.close();
});

/** The window as the walk left it. */
export const walking = (): { readonly rig: WindowRig; readonly page: Page } => ({ rig, page });

const status = () => page.locator('.status-bar').innerText();

describe('the first run', () => {
  test('reads an address of Celonis and says which fields are still missing', async () => {
    await page.getByRole('button', { name: 'Set up your own connection' }).click();
    await page
      .getByLabel('Paste an address from Celonis')
      .fill(
        'https://acme.eu-4.celonis.cloud/integration/ui/pools/1/connections/9c92424b-829d-4beb-a65c-411873b268f8',
      );
    await page.getByText(/^Read from it: /).waitFor();
    expect(await page.getByLabel('Team').inputValue()).toBe('acme');
    expect(await page.getByLabel('Cluster').inputValue()).toBe('eu-4');
    expect(await page.getByLabel('Region').inputValue()).toBe('eu-central-1');
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('acme');
    await page.getByLabel('Name', { exact: true }).fill('');
    await page.getByLabel('Connection id').fill('12345');
    await page.getByRole('button', { name: 'Test connection' }).click();
    expect(await page.getByRole('alert').allInnerTexts()).toEqual([
      'This is needed.',
      'This is not a connection id: 32 hexadecimal digits, with or without hyphens.',
    ]);
    await page.getByRole('button', { name: 'Back' }).click();
  });

  test('one click leads to a working connection with delivered samples', async () => {
    await trySandbox(page);
    expect(await status()).toContain('1 file rejected in order_header.');
    expect(await page.getByRole('heading', { name: 'Overview' }).count()).toBe(1);
  });
});

describe('the overview', () => {
  test('a file given to a table is delivered, and the numbers follow by themselves', async () => {
    const file = join(rig.folder, 'more customers.tsv');
    await writeFile(
      file,
      'customer_id\tname\tcity\tcreated_on\tcredit_limit\tcrm_id\n0000999999\tBäckerei Neu\tWien\t20240101\t1.000,00\t100000000799999999\n',
    );
    await rig.choose(page, file, () => page.getByRole('button', { name: 'Add files… customer' }).click());
    await page.locator('[data-table=customer] td:nth-of-type(3)').filter({ hasText: /^2$/ }).waitFor();
    await page.locator('.messages').getByText('1 file put into the folder of customer.').waitFor();
  });

  test('everything is paused, says so, and goes on with undo', async () => {
    await page.keyboard.press('p');
    await page.locator('[data-table=orders]').getByText('Paused').waitFor();
    await page.locator('.messages').getByRole('button', { name: 'Undo' }).click();
    await page.locator('[data-table=orders]').getByText('Paused').waitFor({ state: 'detached' });
  });
});

describe('the history', () => {
  test('rejected files are one click away, with cause, place and next step', async () => {
    await page.getByRole('button', { name: 'Show rejected files' }).click();
    await page.locator('.grid-body [role=row]').first().waitFor();
    expect(await page.locator('.grid-body [role=row]').count()).toBe(1);
    await page.locator('.grid').focus();
    await page.keyboard.press('Enter');
    const detail = page.getByRole('complementary', { name: 'Details' });
    await detail
      .getByText(/primary key.*order_id.*row 1234/i)
      .first()
      .waitFor();
    await detail.getByRole('button', { name: 'Open table settings' }).waitFor();
    await detail.getByRole('button', { name: 'Show reason file' }).click();
    await page.getByRole('dialog', { name: 'Reason' }).getByText('order_id').first().waitFor();
    await page.keyboard.press('Escape');
  });

  test('a dismissed file no longer asks for attention, and can be recalled', async () => {
    await page.getByRole('button', { name: 'Dismiss', exact: true }).click();
    await page.locator('[data-state=idle]').waitFor();
    await page.locator('.messages').getByRole('button', { name: 'Undo' }).click();
    await page.locator('[data-state=attention]').waitFor();
  });

  test('filters and sort stand in the address and survive a reload', async () => {
    await visit(page, '/history');
    await page.getByLabel('Part of a file name').fill('kunden');
    await page.locator('.grid-body [role=row]').filter({ hasText: 'Kundenstamm.tsv' }).waitFor();
    await page.locator('[role=status]').getByText('1 delivery', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Rows', exact: true }).click();
    await page.reload();
    await page.locator('[role=status]').getByText('1 delivery', { exact: true }).waitFor();
    expect(await page.getByRole('columnheader', { name: 'Rows' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
  });

  test('the filtered list is exported as CSV', async () => {
    const text = await rig.saved(page, () => page.getByRole('button', { name: 'Export as CSV' }).click());
    expect(text.trim().split('\n')).toHaveLength(2);
    expect(text).toContain('Kundenstamm.tsv');
  });

  test('rows are selected with the keyboard', async () => {
    await visit(page, '/history');
    await page.locator('[role=status]').getByText('6 deliveries').waitFor();
    await page.locator('.grid').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('Control+a');
    await page.getByText('6 selected').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('6 selected').waitFor({ state: 'detached' });
  });
});

describe('the table editor', () => {
  const sample =
    'Nr;Kunde;Betrag;Datum\n0001;Müller;1.234,50;31.12.2024\n0002;Schäfer;2,00;01.02.2024\n0002;Weiß;3,25;03.02.2024\n';

  test('previews a sample: encoding, types, and whether a key holds', async () => {
    await visit(page, '/connections/sandbox/new-table');
    const file = join(rig.folder, 'belege.csv');
    await writeFile(file, Buffer.from(sample, 'latin1'));
    await rig.choose(page, file, () => page.getByRole('button', { name: 'Choose a sample…' }).click());
    await page.getByText('windows-1252 · 3 rows · 4 columns').waitFor();
    const type = (column: string) =>
      page.getByLabel(`Type of ${column}`).locator('option').first().innerText();
    expect([await type('Nr'), await type('Betrag'), await type('Datum')]).toEqual([
      'STRING',
      'FLOAT',
      'DATE',
    ]);
    await page.getByLabel('Nr is part of the primary key').check();
    await page.getByText('Nr is not unique').waitFor();
    await page.getByLabel('Kunde is part of the primary key').check();
    await page.getByText('Nr, Kunde: unique and never empty in 3 rows.').waitFor();
  });

  test('the preview follows an option at once', async () => {
    await page.getByText('How it is read').click();
    await page.getByLabel('Encoding').selectOption('iso-8859-15');
    await page.getByText('iso-8859-15 · 3 rows').waitFor();
    await page.getByLabel('All columns as text').check();
    await page
      .getByLabel('Type of Betrag')
      .locator('option', { hasText: 'STRING' })
      .first()
      .waitFor({ state: 'attached' });
    await page.getByRole('tab', { name: 'After' }).click();
    await page.getByRole('cell', { name: '1.234,50' }).waitFor();
  });

  test('names that Celonis refuses are refused here, and a saved table takes files', async () => {
    await page.getByRole('textbox', { name: 'Target table' }).fill('epoch');
    await page.getByText('Celonis keeps this name for itself.').waitFor();
    await page.getByRole('textbox', { name: 'Target table' }).fill('CUSTOMER');
    await page.getByText('This connection has a table of this name already').waitFor();
    await page.getByRole('textbox', { name: 'Target table' }).fill('belege');
    await page.getByRole('button', { name: 'Suggest a folder' }).click();
    await page.getByText('The folder will be made.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'belege', exact: true, level: 1 }).waitFor();
    await visit(page, '/');
    await page.locator('[data-table=belege]').waitFor();
  });

  test('rows that cannot be read are set aside where the table says so, and are shown', async () => {
    await visit(page, '/connections/sandbox/tables/belege');
    await page.getByText('Rules', { exact: true }).click();
    await page.getByLabel('Rows that cannot be read').selectOption('skip');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Everything is saved.').waitFor();
    await visit(page, '/');
    const file = join(rig.folder, 'lücke.csv');
    await writeFile(file, 'Nr;Kunde;Betrag;Datum\n1;a;2,00;01.02.2024\n2;b\n3;c;4,00;01.02.2024\n');
    await rig.choose(page, file, () => page.getByRole('button', { name: 'Add files… belege' }).click());
    await visit(page, '/history?text=lücke&state=delivered');
    await page.locator('.grid-body .file').first().click();
    await page.getByText('1 row set aside, the rest delivered.').waitFor();
    await page.getByRole('button', { name: 'Show rows' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rejected rows' });
    await dialog.getByText('2;b').waitFor();
    await page.keyboard.press('Escape');
  });

  test('a nested sample shows the tables that Celonis will build', async () => {
    await visit(page, '/connections/sandbox/tables/orders');
    const file = join(rig.folder, 'order.json');
    await writeFile(
      file,
      JSON.stringify([{ order_id: 'A1', order_date: '2024-01-02', shipments: [{ id: 1, carrier: 'x' }] }]),
    );
    await rig.choose(page, file, () => page.getByRole('button', { name: 'Choose a sample…' }).click());
    await page.getByRole('tab', { name: 'Tables in Celonis' }).click();
    const child = page.getByRole('region', { name: 'orders$shipments' });
    await child.getByText('foreign key').waitFor();
    expect(
      await page.getByRole('region', { name: 'orders', exact: true }).getByText('Primary key').count(),
    ).toBe(1);
  });
});

describe('the other screens', () => {
  test('the schema says from which file it was learned', async () => {
    await visit(page, '/connections/sandbox/tables/order_header/schema');
    await page.getByText(/from Auftragsköpfe_2024-Q1.csv/).waitFor();
    expect(await page.getByLabel('Type of order_id').inputValue()).toBe('STRING');
  });

  test('the connection is tested step by step', async () => {
    await visit(page, '/connections/sandbox');
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('All steps passed').waitFor();
  });

  test('the sandbox shows the rows that were loaded', async () => {
    await visit(page, '/sandbox');
    await page.getByRole('button', { name: /orders\$shipments/ }).waitFor();
    await page.getByRole('button', { name: /^customer/ }).click();
    await page.getByRole('region', { name: 'customer' }).getByText('Bäckerei').first().waitFor();
  });

  test('theme and language change at once and are kept', async () => {
    await visit(page, '/settings');
    await page.getByLabel('Language').selectOption('de');
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    await page.getByRole('radio', { name: 'Dunkel' }).check();
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(22, 24, 27)');
    await page.reload();
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    await page.getByLabel('Sprache').selectOption('en');
    await page.getByRole('radio', { name: 'As the system' }).check();
  });

  test('documents are read without a network', async () => {
    await visit(page, '/about');
    await page.getByRole('link', { name: 'Faults and what to do' }).click();
    await page.getByText('source.gone').first().waitFor();
  });
});

test('nothing complained on the way', () => {
  expect(rig.complaints).toEqual([]);
});
