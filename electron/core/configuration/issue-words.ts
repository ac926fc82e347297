import type { z } from 'zod';
import type { Facts } from '../../contract/fault.ts';

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
};
const found: Readonly<Record<string, string>> = {
  ...kinds,
  null: 'nothing',
  object: 'keys with values',
  undefined: 'nothing',
};

/** What is wrong with a value, and what to do, for people who have never heard of a schema. */
export const issueWords = (issue: z.core.$ZodIssue): Pick<Facts, 'reason' | 'suggestion'> => {
  switch (issue.code) {
    case 'invalid_type': {
      const received = /received (\w+)/.exec(issue.message)?.[1] ?? '';
      if (received === 'undefined') return { reason: 'it is missing', suggestion: 'Add it.' };
      const reason = `it must be ${kinds[issue.expected] ?? issue.expected}, and is ${found[received] ?? received}`;
      return issue.expected === 'string' && received === 'number'
        ? { reason, suggestion: 'Put it in quotes.' }
        : { reason };
    }
    case 'invalid_value': {
      const values = issue.values.map(String);
      if (values.length === 1) return { reason: issue.message };
      return { reason: `it must be one of ${values.join(', ')}` };
    }
    case 'too_small':
    case 'too_big': {
      // words of the schema's own say it better
      if (!/^Too (small|big)/.test(issue.message)) return { reason: issue.message };
      const text = issue.origin === 'string';
      const limit = Number(issue.code === 'too_small' ? issue.minimum : issue.maximum);
      if (issue.origin === 'array')
        return {
          reason: `it must have ${issue.code === 'too_small' ? 'at least' : 'at most'} ${limit} entries`,
        };
      if (text && issue.code === 'too_small') return { reason: 'it is empty' };
      const border =
        issue.inclusive === false
          ? issue.code === 'too_small'
            ? 'more than'
            : 'less than'
          : issue.code === 'too_small'
            ? 'at least'
            : 'at most';
      return { reason: text ? `it has more than ${limit} characters` : `it must be ${border} ${limit}` };
    }
    case 'invalid_format':
      if (issue.format !== 'url') return { reason: issue.message };
      return {
        reason: 'it is not an address',
        suggestion: 'Write it as https://TEAM.CLUSTER.celonis.cloud/api/data-ingestion.',
      };
    default:
      return { reason: issue.message };
  }
};
