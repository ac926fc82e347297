// The layer table as a rule of oxlint.
import { relative, sep } from 'node:path';
import { refusal } from './layer-table.mjs';

/**
 * What this rule reads of a node of the syntax tree.
 * @typedef {object} Node
 * @property {string} type
 * @property {unknown} [value]
 * @property {string} [name]
 * @property {{ value: { cooked: string } }[]} [quasis]
 * @property {Node | null} [source]
 * @property {Node} [expression]
 * @property {Node} [callee]
 * @property {Node} [object]
 * @property {Node} [property]
 * @property {Node[]} [arguments]
 */

/**
 * @typedef {object} Context
 * @property {string} cwd
 * @property {string} filename
 * @property {(problem: { node: Node, message: string }) => void} report
 */

/**
 * The text of a specifier; undefined where it is computed.
 * @param {Node | null | undefined} node
 */
const textOf = (node) => {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.quasis?.length === 1) return node.quasis[0]?.value.cooked;
  return undefined;
};

/**
 * `require(…)`, `require.resolve(…)`, `import.meta.resolve(…)` and `process.getBuiltinModule(…)` load modules too.
 * @param {Node | undefined} callee
 */
const loads = (callee) => {
  if (callee?.type === 'Identifier') return callee.name === 'require';
  if (callee?.type !== 'MemberExpression') return false;
  const owner = callee.object?.name ?? callee.object?.type;
  const called = callee.property?.name;
  return (
    (called === 'resolve' && (owner === 'require' || owner === 'MetaProperty')) ||
    (called === 'getBuiltinModule' && owner === 'process')
  );
};

const layers = {
  meta: {
    type: 'problem',
    docs: { description: 'Imports follow the layer table (build/lint/layer-table.mjs).' },
  },
  /** @param {Context} context */
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/');
    /** @param {Node} node @param {Node | null | undefined} source */
    const look = (node, source) => {
      const specifier = textOf(source);
      const reason = specifier === undefined ? undefined : refusal(file, specifier);
      if (reason !== undefined) context.report({ node, message: `${specifier}: ${reason}.` });
    };
    /** @param {Node} node */
    const lookAtSource = (node) => look(node, node.source);
    return {
      ImportDeclaration: lookAtSource,
      ExportAllDeclaration: lookAtSource,
      ExportNamedDeclaration: lookAtSource,
      ImportExpression: lookAtSource,
      TSImportType: lookAtSource,
      /** @param {Node} node */
      TSExternalModuleReference: (node) => look(node, node.expression),
      /** @param {Node} node */
      CallExpression: (node) => {
        if (loads(node.callee)) look(node, node.arguments?.[0]);
      },
    };
  },
};

export default { meta: { name: 'sluice' }, rules: { layers } };
