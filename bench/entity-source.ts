/** How many tables one source file declares: as a project would, not one file each, to keep the file system out of it. */
const TABLES_PER_FILE = 50

/** A file of entities, by its name. */
export interface EntityFile {
    readonly name: string
    readonly source: string
}

/**
 * The decorated entities of a schema of `count` tables, as applications have them: each has a uuid key, 16 columns with defaults of all
 * usual kinds, dates of creation, update and removal, 2 relations (to the two tables before it), 4 indexes (two of them partial), a unique
 * constraint and two checks; every fifth has an enum of its own.
 */
export function entityFiles(count: number): readonly EntityFile[] {
    const files: EntityFile[] = []
    for (let first = 0; first < count; first += TABLES_PER_FILE) {
        const last = Math.min(first + TABLES_PER_FILE, count)
        const tables = Array.from({ length: last - first }, (_, index) => entitySource(first + index))
        const header = [HEADER, ...neighbours(first)].join("\n")
        files.push({ name: fileName(first), source: [header, ...tables].join("\n\n") })
    }
    return files
}

const HEADER = `import { Check, Column, CreateDateColumn, DeleteDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique, UpdateDateColumn } from "typeorm"`

function fileName(first: number): string {
    return `tables-${String(first).padStart(5, "0")}.ts`
}

/** The tables of the file before that the first two of a file belong to. */
function neighbours(first: number): readonly string[] {
    if (first === 0) return []
    return [`import { Table${first - 2}, Table${first - 1} } from "./${fileName(first - TABLES_PER_FILE)}"`]
}

function entitySource(index: number): string {
    const name = `bench_${String(index).padStart(5, "0")}`
    const before = (steps: number): string => `Table${Math.max(index - steps, 0)}`
    const kind =
        index % 5 === 0
            ? `@Column({ type: "enum", enum: ["new", "open", "closed_${index}"], default: "new" }) kind!: string`
            : `@Column({ type: "varchar", length: 20, default: "new" }) kind!: string`
    return `
@Entity("${name}")
@Index(["createdAt"])
@Index(["ownerId", "kind"])
@Index(["size"], { where: '"size" > ${index}' })
@Index(["name"], { where: '"deletedAt" IS NULL' })
@Unique(["code"])
@Check("price_${index}", '"price" >= 0 AND "price" < ${1000 + index}')
@Check("name_${index}", "length(name) > 0 AND kind IN ('new', 'open')")
export class Table${index} {
    @PrimaryGeneratedColumn("uuid") id!: string
    @Column({ type: "varchar", length: 36 }) code!: string
    @Column({ length: 200 }) name!: string
    ${kind}
    @Column({ type: "integer", nullable: true }) size!: number | null
    @Column({ type: "numeric", precision: 10, scale: 2, default: 0 }) price!: string
    @Column({ default: false }) active!: boolean
    @Column({ type: "jsonb", default: {} }) settings!: object
    @Column({ type: "jsonb", default: () => "'{}'" }) labels!: object
    @Column({ type: "text", array: true, default: [] }) tags!: string[]
    @CreateDateColumn() createdAt!: Date
    @UpdateDateColumn({ type: "timestamptz" }) updatedAt!: Date
    @DeleteDateColumn() deletedAt!: Date | null
    @Column({ type: "double precision", nullable: true }) score!: number | null
    @Column({ type: "uuid" }) ownerId!: string
    @ManyToOne(() => ${before(1)}, { onDelete: "CASCADE" }) @JoinColumn({ name: "ownerId" }) owner!: object
    @ManyToOne(() => ${before(2)}, { nullable: true }) previous!: object | null
}`.trim()
}
