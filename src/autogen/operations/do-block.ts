/** A DO statement. Its dollar quotes stand nowhere in the body, whatever names and texts are there. */
export function doBlock(name: string, body: string): string {
    let tag = `$${name}$`
    for (let count = 1; body.includes(tag); count++) tag = `$${name}_${count}$`
    return `DO ${tag}\n${body}\n${tag}`
}
