import Plumbline

/// How each promise is kept, and how fast its budget burns: where burn-rate alerts lead.
struct ObjectivesBoard {
    let dashboard = Boards.objectives
    let insert = ObjectiveRow(objectives.insert)
    let read = ObjectiveRow(objectives.read)
    let lockWait = ObjectiveRow(objectives.lockWait)
    let hitRatio = ObjectiveRow(objectives.hitRatio)
    let availability = ObjectiveRow(objectives.availability)
}
