package dev.parley.sim.conversation;

import dev.parley.call.conversation.Effect.Fact.AgentTurn;
import dev.parley.call.conversation.Effect.Show;
import java.util.ArrayList;
import java.util.List;

/// The referee's book of what onlookers were shown: it must be in order, and say no more and no
/// less than the record.
final class ShowBook {
    private final List<String> texts = new ArrayList<>();
    private boolean callerSeen;
    private long reply;
    private int begun;
    private int heard;
    private String recorded = "";
    private boolean endDue;
    private boolean voiced;

    void shown(Show show) {
        switch (show) {
            case Show.CallerBegan _ -> {
                expect(!callerSeen, "the caller began twice");
                callerSeen = true;
            }
            case Show.CallerEnded _ -> {
                expect(callerSeen, "the caller ended without a beginning");
                callerSeen = false;
            }
            case Show.Hinted _ -> expect(callerSeen, "words of a turn that nobody sees");
            case Show.Backchannel _ ->
                    expect(!callerSeen, "a sign of listening from a caller who has the floor");
            case Show.Foreseen _ -> {}
            case Show.SentenceBegan(long id, int sentence) -> {
                expect(voiced, "a written sentence sounds");
                expect(id == reply && sentence == begun, "a sentence began out of turn");
                expect(sentence < texts.size(), "a sentence began that was not planned");
                begun++;
            }
            case Show.SentenceHeard(long id, int sentence) -> {
                expect(id == reply && sentence == heard, "a sentence was heard out of turn");
                heard++;
                begun = Math.max(begun, heard);
            }
            case Show.ReplyHeard(long id) -> {
                expect(id == reply && endDue, "a reply was heard out of turn");
                expect(heard == texts.size(), "a reply was heard without its sentences");
                endDue = false;
            }
            case Show.ReplyCut(long id, int sentence, int chars) -> {
                expect(id == reply && endDue, "a cut was shown out of turn");
                expect(sentence >= heard - 1 && sentence < begun, "a cut in the wrong sentence");
                expect(prefix(sentence, chars).equals(recorded), "the cut is not as recorded");
                endDue = false;
            }
        }
    }

    private String prefix(int sentence, int chars) {
        if (sentence < 0) {
            return "";
        }
        var whole = new ArrayList<>(texts.subList(0, sentence));
        whole.add(texts.get(sentence).substring(0, chars));
        return String.join(" ", whole);
    }

    /// A sentence is planned.
    void planned(long id, int sentence, String text, boolean isVoiced, boolean mayInterruptCaller) {
        expect(sentence == 0 || isVoiced == voiced, "a reply partly spoken, partly written");
        voiced = isVoiced;
        if (sentence == 0) {
            expect(!endDue, "a reply begins before the end of the former was shown");
            expect(mayInterruptCaller || !callerSeen, "the agent answers a caller who is seen");
            reply = id;
            begun = 0;
            heard = 0;
            texts.clear();
        }
        texts.add(text);
    }

    void recorded(AgentTurn turn) {
        recorded = turn.heard().reveal();
        endDue = true;
    }

    boolean isCallerSeen() {
        return callerSeen;
    }

    void stepDone() {
        expect(!endDue, "the end of a reply was not shown");
    }

    /// The caller has the floor.
    void mustSeeCaller() {
        expect(callerSeen, "a caller who has the floor is not seen");
    }

    void over() {
        stepDone();
        expect(!callerSeen, "the caller is still seen after the end");
    }

    private static void expect(boolean right, String otherwise) {
        if (!right) {
            throw new Violation(otherwise);
        }
    }
}
