import { Controller, Get, Module } from "@nestjs/common"
import { InjectRepository, TypeOrmModule } from "@nestjs/typeorm"
import { Repository } from "typeorm"
import { Room } from "./entities/room.js"

@Controller("rooms")
export class RoomsController {
    constructor(@InjectRepository(Room) private readonly rooms: Repository<Room>) {}

    @Get()
    list(): Promise<Room[]> {
        return this.rooms.find()
    }
}

@Module({ imports: [TypeOrmModule.forFeature([Room])], controllers: [RoomsController] })
export class RoomsModule {}
