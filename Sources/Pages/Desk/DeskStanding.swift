package import Records

/// Where the newest text of a record stands on its way to the public, and what its reader may do about it.
package struct DeskStanding: Sendable {
    package enum Review: Sendable, Hashable, CaseIterable {
        /// Nobody has asked for a second pair of eyes.
        case none
        case waiting, sentBack, approved
    }

    /// What can be done; the raw values are sent by the buttons.
    package enum Step: String, Sendable, Hashable, CaseIterable {
        case submit, approve
        case sendBack = "send-back"
        case publish, withdraw, remark
        case bringBack = "bring-back"
        case schedule, unschedule
    }

    /// A word of one colleague to the others.
    package struct Remark: Sendable {
        package var author: String
        /// `2026-11-24 02:31`, in the universal time.
        package var time: String
        package var words: String

        package init(author: String, time: String, words: String) {
            self.author = author
            self.time = time
            self.words = words
        }
    }

    /// A version that becomes public by itself.
    package struct Plan: Sendable {
        /// As the clocks of the Hall show it: `2026-12-01 09:00`.
        package var time: String
        /// The step of the journal; `nil` for the newest version.
        package var olderVersion: Int64?

        package init(time: String, olderVersion: Int64?) {
            self.time = time
            self.olderVersion = olderVersion
        }
    }

    package var review: Review
    /// Whether the reader wrote a part of what is not public yet.
    package var isOwn: Bool
    package var steps: Set<Step> = []
    /// What keeps it from becoming public, each with its field.
    package var gaps: [Problem] = []
    package var remarks: [Remark] = []
    package var plan: Plan?
    /// The name of the Hall's time zone, and its time now as a form writes it.
    package var zone = ""
    package var now = ""
    /// The time that was typed and not taken.
    package var when = ""
    /// What was typed and not sent.
    package var words = ""

    package init(review: Review, isOwn: Bool) {
        self.review = review
        self.isOwn = isOwn
    }
}
