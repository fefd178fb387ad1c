import { Column, Entity, PrimaryGeneratedColumn } from "typeorm"

/** The tutorial's table: what a room is called, how large it is, what it costs, and where it stands. */
@Entity()
export class Room {
    @PrimaryGeneratedColumn()
    id!: number

    @Column({ length: 36 })
    code!: string

    @Column({ type: "integer", nullable: true })
    size!: number | null

    @Column({ type: "integer", nullable: true })
    price!: number | null

    @Column({ type: "double precision", nullable: true })
    longitude!: number | null

    @Column({ type: "double precision", nullable: true })
    latitude!: number | null
}
