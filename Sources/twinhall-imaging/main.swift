// The imaging process: turns originals into sized pictures, and can do nothing else.
//
// It is started by the server with one end of a socket as descriptor 0 (see Imaging, WorkerProtocol.swift),
// never by hand. Originals come as open descriptors and are taken as hostile; that is why they are decoded
// here.
import CVips
import Glibc
import Imaging

guard var sandbox = Sandbox() else {
    StandardError.write("twinhall-imaging: the limits on memory and files cannot be set\n")
    exit(1)
}
picture_without_modules()
guard let task = ImagingTask(rawValue: CommandLine.arguments.last ?? "") else {
    StandardError.write("twinhall-imaging: it is started by the server, for a task\n")
    exit(1)
}
guard unsafe picture_start(CommandLine.unsafeArgv[0], task.inC) else {
    StandardError.write("twinhall-imaging: libvips cannot start\n")
    exit(1)
}
let hello = sandbox.close(library: unsafe String(cString: picture_library_version()))
exit(Service(MessageChannel(OpenDescriptor(owning: 0)), task).run(greetingWith: hello))

extension ImagingTask {
    fileprivate var inC: PictureTask {
        switch self {
        case .pictures: PICTURE_TASK_PICTURES
        case .pages: PICTURE_TASK_PAGES
        }
    }
}
