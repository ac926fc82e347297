import { DuckDBTypeId, type DuckDBType } from '@duckdb/node-api';
import type { FoundTree } from '../../core/nested/found-tree.ts';

export const foundTree = (name: string, type: DuckDBType): FoundTree => {
  switch (type.typeId) {
    case DuckDBTypeId.STRUCT: {
      const children = type.entryNames.flatMap((entry, index) => {
        const member = type.entryTypes[index];
        return member === undefined ? [] : [foundTree(entry, member)];
      });
      return { name, found: 'STRUCT', kind: 'struct', children };
    }
    case DuckDBTypeId.LIST:
    case DuckDBTypeId.ARRAY:
      return { name, found: 'LIST', kind: 'list', children: [foundTree('element', type.valueType)] };
    case DuckDBTypeId.MAP: {
      const entry = [foundTree('key', type.keyType), foundTree('value', type.valueType)];
      const element: FoundTree = { name: 'element', found: 'STRUCT', kind: 'struct', children: entry };
      return { name, found: 'MAP', kind: 'map', children: [element] };
    }
    default:
      // JSON is a text by another name
      return { name, found: type.alias ?? type.toString(), kind: 'plain', children: [] };
  }
};
