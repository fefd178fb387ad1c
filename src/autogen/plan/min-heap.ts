/** A binary heap: the smallest first. */
export class MinHeap<S> {
    private readonly items: S[] = []
    constructor(private readonly compare: (a: S, b: S) => number) {}

    push(item: S): void {
        this.items.push(item)
        for (let index = this.items.length - 1; index > 0;) {
            const parent = (index - 1) >> 1
            if (this.order(parent, index) <= 0) return
            this.swap(parent, index)
            index = parent
        }
    }

    pop(): S | undefined {
        const first = this.items[0]
        const last = this.items.pop()
        if (this.items.length === 0 || last === undefined) return first
        this.items[0] = last
        for (let index = 0; ;) {
            const left = 2 * index + 1
            const right = left + 1
            let smallest = index
            if (left < this.items.length && this.order(left, smallest) < 0) smallest = left
            if (right < this.items.length && this.order(right, smallest) < 0) smallest = right
            if (smallest === index) return first
            this.swap(index, smallest)
            index = smallest
        }
    }

    private order(a: number, b: number): number {
        return this.compare(this.items[a] as S, this.items[b] as S)
    }

    private swap(a: number, b: number): void {
        const item = this.items[a] as S
        this.items[a] = this.items[b] as S
        this.items[b] = item
    }
}
