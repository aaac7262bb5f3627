package dev.parley.bench.hearing;

import java.util.List;
import java.util.function.Predicate;

/// What a run found.
///
/// @param items answers of each kind
/// @param cpuShare processor seconds a second of sound: ear, voice activity, recognizer, one call
record Results(int items, double cpuShare, List<Cell> cells, List<Stranger> strangers) {
    /// Answers of one kind by one voice on one line.
    record Cell(String condition, String kind, String voice, boolean judge, Tally tally) {}

    /// Foreign sentences put to one kind of question.
    ///
    /// @param taken understood as an answer
    /// @param stayed of these, still taken after read-back where there is one
    record Stranger(String kind, boolean confirmed, int sentences, int taken, int stayed) {
        double takenShare() {
            return (double) taken / sentences;
        }

        double stayedShare() {
            return (double) stayed / sentences;
        }
    }

    Tally sum(Predicate<Cell> which) {
        return cells.stream().filter(which).map(Cell::tally).reduce(Tally.NOTHING, Tally::plus);
    }

    Tally of(String condition, String kind) {
        return sum(cell -> cell.condition.equals(condition) && cell.kind.equals(kind));
    }

    List<String> conditions() {
        return cells.stream().map(Cell::condition).distinct().toList();
    }

    List<String> kinds() {
        return cells.stream().map(Cell::kind).distinct().toList();
    }

    List<String> voices() {
        return cells.stream().map(Cell::voice).distinct().toList();
    }
}
