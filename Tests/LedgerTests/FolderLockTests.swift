import Foundation
import Testing

@testable import Ledger

@Suite("The lock of a data folder")
struct FolderLockTests {
    @Test func `is held once, and names its process to the next`() async throws {
        let bench = try Bench()
        let refusal = await problem { () throws(LedgerProblem) in _ = try FolderLock(bench.folder) }
        #expect(refusal == .inUse(path: bench.folder.path, process: getpid()))
        #expect(refusal?.description == "data folder \(bench.folder.path) is used by process \(getpid())")
        bench.lock.release()
        #expect(!bench.lock.isHeld)
        let next = try FolderLock(bench.folder)
        #expect(next.isHeld)
    }

    @Test func `keeps another process out, and goes with its process`() async throws {
        let bench = try Bench()
        let path = bench.folder.path
        await #expect(processExitsWith: .exitCode(7)) { [path = path as String] in
            do throws(LedgerProblem) {
                _ = try FolderLock(DataFolder(unchecked: path))
            } catch .inUse(_, let process?) where process == getppid() {
                exit(7)
            }
            exit(1)
        }
        bench.lock.release()
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let lock = try FolderLock(DataFolder(unchecked: path))
            withExtendedLifetime(lock) { _ = kill(getpid(), SIGKILL) }
        }
        let next = try FolderLock(bench.folder)
        #expect(next.isHeld)
    }

    @Test func `is asked for by everything that writes`() async throws {
        let bench = try Bench()
        bench.lock.release()
        let refusal = await problem { () throws(LedgerProblem) in _ = try SQLiteLedger(writing: bench.lock) }
        #expect(refusal == .readOnly)
    }
}
