import { inStoredForm } from "../schema/stored-form.js"
import type { Actions } from "./actions.js"

/** What is made and altered says what Postgres has printed so that it is stored as it was. */
export function asStored(actions: Actions): Actions {
    return {
        ...actions,
        created: new Map([...actions.created].map(([key, object]) => [key, inStoredForm(object)])),
        altered: new Map([...actions.altered].map(([key, one]) => [key, { ...one, to: inStoredForm(one.to) }])),
    }
}
