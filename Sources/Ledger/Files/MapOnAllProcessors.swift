extension Array where Element: Sendable {
    /// Maps the elements on all processors, a stretch of them at a time; the results stand in the order of the
    /// elements.
    ///
    /// - Parameter progress: called with the number of elements that are done, after each stretch.
    package func mapOnAllProcessors<Result: Sendable>(
        stretch: Int, progress: ((Int) -> Void)? = nil, _ transform: @escaping @Sendable (Element) -> Result
    ) async -> [Result] {
        let starts = stride(from: 0, to: count, by: stretch)
        let stretches = await withTaskGroup(of: (start: Int, results: [Result]).self) { group in
            for start in starts {
                group.addTask { (start, self[start..<Swift.min(start + stretch, count)].map(transform)) }
            }
            var stretches: [Int: [Result]] = [:]
            var done = 0
            for await stretch in group {
                stretches[stretch.start] = stretch.results
                done += stretch.results.count
                progress?(done)
            }
            return stretches
        }
        return starts.flatMap { stretches[$0] ?? [] }
    }
}
