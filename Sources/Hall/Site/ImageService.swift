import IIIF
import Imaging
import Pages
import Records
import Synchronization

/// A picture that is public, as the image service needs it.
struct ImageSource: Sendable {
    let media: Media
    /// The address of its rights.
    let rights: String?
}

/// The pictures for which the image service was asked: whoever asks for one tile asks for dozens.
final class ImageSources: Sendable {
    /// How many are remembered. When there are more, all are forgotten, and read again as they are asked for.
    private static let limit = 4_096

    private struct State {
        var head: UInt64 = 0
        var sources: [String: ImageSource] = [:]
    }

    private let state = Mutex(State())

    /// The picture of an address, if it was asked for at this public head.
    func source(of route: Route, at head: UInt64) -> ImageSource? {
        guard let code = route.imageCode else { return nil }
        return state.withLock { $0.head == head ? $0.sources[code] : nil }
    }

    /// - Parameter head: the public head before it was found.
    func remember(_ source: ImageSource, of route: Route, at head: UInt64) {
        guard let code = route.imageCode else { return }
        state.withLock { state in
            guard head >= state.head else { return }
            if head > state.head || state.sources.count >= Self.limit { state.sources = [:] }
            state.head = head
            state.sources[code] = source
        }
    }
}

extension HallSite {
    /// What the image service says of a picture.
    func imageAnswer(_ route: Route, of source: ImageSource, origin: String?) -> Answer {
        let media = source.media
        // Whatever a journal says of its size, no arithmetic is done with more than an original may have.
        let sides = 1...ImagingLimits.pixels
        guard sides.contains(media.width), sides.contains(media.height) else { return .problem(.notFound) }
        let extent = ImageExtent(width: media.width, height: media.height)
        switch route {
        case .imageService(let api, let code):
            return .redirect(to: .imageInformation(api, code), isPermanent: false)
        case .imageInformation(let api, let code):
            // The document names itself: without a public address of the Hall there is none.
            guard let origin else { return .problem(.notFound) }
            let picture = PixelSize(width: media.width, height: media.height)
            let information = ImageInformation(
                id: origin + Route.imageService(api, code).path, extent: extent,
                sizes: PictureSizes.sizes(of: picture).map {
                    ImageExtent(width: $0.width, height: $0.height)
                },
                tiles: ImageTiles(side: TileGrid.side, factors: TileGrid.factors(of: picture)),
                rights: source.rights)
            return .image(.information(information.json(api)))
        case .image(let api, let code, let parameters):
            do throws(ImageRefusal) {
                let plan = try ImagePlan(ImageRequest(parameters, of: api), of: extent)
                let canonical = Route.image(api, code, plan.canonical(api).parameters).path
                let order = ImageOrder(original: media.blob, picture: extent, plan: plan)
                return .image(.image(order, canonical: (origin ?? "") + canonical))
            } catch {
                return .image(.refusal(error))
            }
        default: return .problem(.notFound)
        }
    }
}

extension Route {
    /// Of which photo the image service is asked.
    fileprivate var imageCode: String? {
        switch self {
        case .imageService(_, let code), .imageInformation(_, let code), .image(_, let code, _): code
        default: nil
        }
    }
}

extension ImageOrder {
    /// The width of the sized picture that is this very image, and is ready or is made ready for pages as well.
    var readyWidth: Int? {
        guard plan.isWhole, plan.rotation == .none, plan.quality == .default, plan.format == .jpg,
            PictureSizes.widths(forWidth: picture.width).contains(plan.size.width)
        else { return nil }
        let original = PixelSize(width: picture.width, height: picture.height)
        let height = PictureSizes.height(forWidth: plan.size.width, of: original)
        return height == plan.size.height ? plan.size.width : nil
    }

    /// How the picture is cut into tiles; `nil` where it is not.
    var grid: TileGrid? { TileGrid(of: PixelSize(width: picture.width, height: picture.height)) }

    /// The tiles of the picture, and the place among them of the one that is this very image; `nil` where none is.
    var tile: (grid: TileGrid, place: Int)? {
        let view = view
        guard view.isPlainJPEG,
            let grid,
            let place = grid.place(of: view.area, in: view.size)
        else { return nil }
        return (grid, place)
    }

    /// What the imaging process is asked for.
    var view: PictureView {
        let (region, size) = (plan.region, plan.size)
        let area = PixelArea(
            left: region.x, top: region.y, width: region.extent.width, height: region.extent.height)
        let colours: PictureView.Colours =
            switch plan.quality {
            case .default, .color: .all
            case .gray: .grey
            case .bitonal: .blackAndWhite
            }
        let format: PictureView.Format =
            switch plan.format {
            case .jpg: .jpeg
            case .png: .png
            case .webp: .webp
            }
        return PictureView(
            area: area, size: PixelSize(width: size.width, height: size.height),
            isMirrored: plan.rotation.isMirrored, rotation: plan.rotation.degrees, colours: colours,
            format: format)
    }
}
