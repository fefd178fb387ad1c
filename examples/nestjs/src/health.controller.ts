import { Controller, Get, ServiceUnavailableException } from "@nestjs/common"
import { InjectDataSource } from "@nestjs/typeorm"
import { DataSource } from "typeorm"
import { current } from "typeorm-autogen"

@Controller("health")
export class HealthController {
    constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

    /** Red while migrations are pending that this instance's code counts on: the balancer sends no requests to it yet. */
    @Get()
    async check(): Promise<{ readonly status: string }> {
        const { pending } = await current({ dataSource: this.dataSource })
        if (pending.length > 0) throw new ServiceUnavailableException({ status: "migrations are pending", pending })
        return { status: "ok" }
    }
}
