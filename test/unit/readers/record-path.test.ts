import { describe, expect, test } from 'vitest';
import { JsonSurvey, outsideRecords, recordPath } from '../../../electron/core/convert/json/record-path.ts';

const rows = [{ id: '1' }, { id: '2' }];

const found = (value: unknown): { path: string; outside: string[] } => {
  const survey = new JsonSurvey();
  survey.push(JSON.stringify(value));
  survey.end();
  const path = recordPath(survey, undefined);
  return { path: path.join('.'), outside: outsideRecords(survey, path) };
};

describe('the records of what interfaces answer', () => {
  test.each([
    ['OData 4', { '@odata.context': 'x', value: rows }, 'value.[]'],
    ['OData 2', { d: { results: rows, __next: 'u' } }, 'd.results.[]'],
    [
      'Elasticsearch',
      { took: 3, _shards: { total: 1 }, hits: { total: { value: 2 }, hits: rows } },
      'hits.hits.[]',
    ],
    ['Jira', { expand: 'names', startAt: 0, maxResults: 50, total: 2, issues: rows }, 'issues.[]'],
    ['HAL', { _embedded: { orders: rows }, _links: { self: {} }, page: { size: 20 } }, '_embedded.orders.[]'],
    [
      'Solr',
      { responseHeader: { status: 0 }, response: { numFound: 2, start: 0, docs: rows } },
      'response.docs.[]',
    ],
    [
      'Slack',
      { ok: true, messages: rows, pin_count: 0, response_metadata: { next_cursor: '' } },
      'messages.[]',
    ],
    [
      'an envelope of SOAP',
      { Envelope: { Body: { Answer: { Items: { Item: rows } } } } },
      'Envelope.Body.Answer.Items.Item.[]',
    ],
    [
      'GeoJSON',
      { type: 'FeatureCollection', name: 'x', crs: { type: 'name' }, features: rows },
      'features.[]',
    ],
    ['an order with its positions', { id: 1, name: 'x', lines: rows }, ''],
    ['features of something else', { id: 1, name: 'x', features: rows }, ''],
    ['several lists of equal standing', { objects: rows, events: rows, eventTypes: rows }, ''],
  ])('%s', (_, value, path) => {
    expect(found(value).path).toBe(path);
  });

  test('what stands beside them and is no page, count or state is named', () => {
    expect(found({ data: rows, total: 2, included: [{ id: '9' }], links: { self: 'x' } }).outside).toEqual([
      'included',
    ]);
    expect(found({ result: rows }).outside).toEqual([]);
  });

  test('keys that are data are no columns', () => {
    const many = Object.fromEntries(Array.from({ length: 100_001 }, (_, index) => [`K${index}`, 1]));
    expect(() => found(many)).toThrow('json.noRecords');
  });
});
