import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What `docker/citus/distribute.sql` does with each table, in the order of the file. */
export interface Distribution {
  distributed: string[];
  /** A copy on every node. */
  reference: string[];
  /** On the coordinator alone. */
  local: string[];
  /** The statements that plain PostgreSQL knows: what is changed before. */
  preparing: string[];
}

const file = path.resolve(__dirname, '../../../docker/citus/distribute.sql');

export function readDistribution(text = readFileSync(file, 'utf8')): Distribution {
  const named = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => String(name));
  const plain = text.replaceAll(/^(--|\\).*$/gm, '');
  const [blocks, rest] = [
    plain.match(/^DO \$\$[^$]*\$\$/gm) ?? [],
    plain.replaceAll(/^DO \$\$[^$]*\$\$;/gm, ''),
  ];
  const statements = [...blocks, ...rest.split(';')];
  return {
    distributed: named(/^SELECT create_distributed_table\('(\w+)', 'store_id'/gm),
    reference: named(/^SELECT create_reference_table\('(\w+)'\)/gm),
    local: named(/^-- local (\w+): \S+/gm),
    preparing: statements
      .map((statement) => statement.trim())
      .filter((statement) => /^(DROP TRIGGER|ALTER TABLE|DO)\b/.test(statement)),
  };
}
