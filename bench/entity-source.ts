/** How many tables one source file declares: as a project would, not one file each, to keep the file system out of it. */
const TABLES_PER_FILE = 50

/** A file of entities, by its name. */
export interface EntityFile {
    readonly name: string
    readonly source: string
}

/**
 * The decorated entities of a schema of `count` tables: each has 13 columns, 2 foreign keys (to the two tables before it), 4 indexes (one
 * of them partial), a unique constraint and a check constraint of its own; every fifth has an enum.
 */
export function entityFiles(count: number): readonly EntityFile[] {
    const files: EntityFile[] = []
    for (let first = 0; first < count; first += TABLES_PER_FILE) {
        const last = Math.min(first + TABLES_PER_FILE, count)
        const tables = Array.from({ length: last - first }, (_, index) => entitySource(first + index))
        files.push({ name: `tables-${String(first).padStart(5, "0")}.ts`, source: [HEADER, ...tables].join("\n\n") })
    }
    return files
}

const HEADER = `import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from "typeorm"`

function entitySource(index: number): string {
    const name = (number: number): string => `bench_${String(Math.max(number, 0)).padStart(5, "0")}`
    const kind =
        index % 5 === 0
            ? `@Column({ type: "enum", enum: ["new", "open", "closed_${index}"], default: "new" }) kind!: string`
            : `@Column({ type: "varchar", length: 20, default: "new" }) kind!: string`
    return `
@Entity("${name(index)}")
@Index(["createdAt"])
@Index(["ownerId", "kind"])
@Index(["size"], { where: '"size" > ${index}' })
@Index(["name"])
@Unique(["code"])
@Check("price_${index}", '"price" >= 0 AND "price" < ${1000 + index}')
export class Table${index} {
    @PrimaryGeneratedColumn() id!: number
    @Column({ type: "varchar", length: 36 }) code!: string
    @Column({ type: "varchar", length: 200 }) name!: string
    ${kind}
    @Column({ type: "integer", nullable: true }) size!: number | null
    @Column({ type: "numeric", precision: 10, scale: 2, default: 0 }) price!: string
    @Column({ type: "boolean", default: false }) active!: boolean
    @Column({ type: "jsonb", nullable: true }) settings!: object | null
    @Column({ type: "text", array: true, nullable: true }) tags!: string[] | null
    @Column({ type: "timestamptz", default: () => "now()" }) createdAt!: Date
    @Column({ type: "double precision", nullable: true }) score!: number | null
    @ForeignKey("${name(index - 1)}", "id", { onDelete: "CASCADE" }) @Column({ type: "integer" }) ownerId!: number
    @ForeignKey("${name(index - 2)}", "id") @Column({ type: "integer", nullable: true }) previousId!: number | null
}`.trim()
}
