package dev.parley.call.conversation;

/// A decision without which a call goes wrong in a race. Each can be left out by the simulation,
/// which must then find the harm; production always has all of them.
public enum Guard {
    /// Reports about a reply that is over are dropped.
    LATE_REPLY,
    /// Words of a turn that is over are dropped.
    LATE_WORDS,
    /// Results of tools that returned before, or were never started, are dropped.
    LATE_TOOL,
    /// A new reply waits until the former was played or its cut reported.
    ONE_REPLY,
    /// Tool results and prompts wait until the caller's turn is over.
    CALLER_FIRST,
    /// What the law requires to be heard whole is not interrupted.
    PROTECTED_SENTENCE,
    /// The caller goes on before the words are final: the turn is not over.
    TURN_TAKEN_BACK,
    /// While digits or letters are missing, a pause between groups of them does not end the turn.
    GROUPS_WAITED_FOR,
    /// A caller who goes on still answers the question before.
    SAME_QUESTION,
    /// A model has its say only in open speech.
    JUDGED_WHEN_OPEN,
    /// What a model writes after its generation was ended or cancelled is dropped.
    LATE_GENERATION,
    /// Generations are cancelled when nothing of them is wanted any more.
    GENERATIONS_CANCELLED,
    /// An interruption is the end of what a model still writes.
    GENERATION_INTERRUPTED,
    /// A model that falls silent is not waited for.
    GENERATION_LIMIT,
    /// A caller who goes on before a model's first sentence is heard says one turn.
    UNANSWERED_JOINED,
    /// What a model was asked early counts only if exactly that is asked then.
    FORESEEN_SAME,
    /// An agent who waits for its model does not have the floor.
    DRY_REPLY_ENDS,
    /// What a model says late, twice, or of another pause is dropped.
    LATE_JUDGEMENT,
    /// What the recognizer said of the turn's end holds only until the caller goes on.
    CLAIM_WITHDRAWN,
    /// With turns ended by hand, nothing counts that sounds without the talk key.
    TALK_KEY,
    /// A sound without words, too short to be speech, is not an answer.
    NOISE_IS_NO_ANSWER,
    /// A short sign of listening does not stop the agent.
    BACKCHANNEL,
    /// Signs of listening do not stop the agent, however long they are drawn.
    LISTENING_SIGNS,
    /// What is guessed first of a word does not stop the agent.
    FIRST_GUESS,
    /// An agent who was stopped by a noise goes on.
    FALSE_STOP_RESUMED,
    /// An agent who was stopped does not wait long for words that do not come.
    FALSE_STOP_LIMIT,
    /// An agent who has paused does not go on while the caller has the floor.
    PAUSED_FOR_CALLER,
    /// What must be heard whole is not paused either.
    PROTECTED_PAUSE,
    /// The agent's own voice is not the caller's.
    ECHO_IS_NO_ANSWER,
    /// What turns out to be the agent's own voice by its sound is forgotten.
    OWN_VOICE_FORGOTTEN,
    /// Soon after an interruption there is no other.
    COOLDOWN,
    /// An answer cut by a noise is said again.
    SAID_AGAIN,
    /// Long enough speech stops the agent.
    BARGE_IN_WINDOW,
    /// Of a sentence that was cut, only whole words count as heard.
    WHOLE_WORDS,
    /// The dialogue learns what was heard before it gets the next words.
    HEARD_FIRST,
    /// What may be answered applies before the question sounds.
    LISTEN_FIRST,
    /// Words that do not come are not waited for.
    RECOGNITION_LIMIT,
    /// The report of a cut that does not come is not waited for.
    CUT_LIMIT,
    /// A reply that makes no progress has failed.
    STALL_LIMIT,
    /// A turn that does not end is answered nevertheless.
    LONGEST_TURN,
    /// A goodbye that does not end is cut.
    DRAIN_LIMIT,
    /// A call does not last longer than allowed.
    MAX_DURATION,
    /// Nothing the caller says or types revives a call that is closing.
    CLOSING_IS_FINAL,
    /// Tools that run are cancelled at the end.
    TOOLS_CANCELLED,
    /// Utterances that are open are cancelled at the end.
    UTTERANCES_CANCELLED,
    /// Typing voids the sound of the keys.
    TYPED_WINS,
    /// Writing voids what is said meanwhile.
    WRITTEN_WINS,
    /// Writing stops the agent.
    WRITING_STOPS,
    /// Nothing is said while the caller's connection is away.
    NOBODY_THERE,
    /// What was not heard when the connection broke is said again.
    SAID_ON_RETURN,
    /// A caller who comes back to silence is told that the agent is there.
    WELCOME_BACK,
    /// A connection that does not come back is not waited for.
    AWAY_LIMIT,
    /// What sounds while the call is held is not for the agent.
    HOLD_IS_DEAF,
    /// A call is handed over only after the announcement was heard.
    TRANSFER_DRAINED,
    /// An answer to a transfer that does not come is not waited for.
    TRANSFER_LIMIT,
    /// Turns that bring nothing do not keep a call alive.
    LOOPS_END,
    /// A filler is said once.
    FILLER_ONCE,
    /// The caller's silence is not counted while a tool runs or a model writes.
    NO_PROMPT_DURING_TOOL,
    /// Silence ends the call after the last prompt.
    SILENCE_ENDS
}
