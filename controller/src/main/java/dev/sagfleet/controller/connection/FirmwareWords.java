package dev.sagfleet.controller.connection;

import dev.sagfleet.agent.protocol.DownloadLink;
import dev.sagfleet.agent.protocol.FirmwareProgress;
import dev.sagfleet.agent.protocol.LinkWanted;
import dev.sagfleet.agent.protocol.ProgressRecorded;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.connection.FirmwareWords.Noted;
import dev.sagfleet.controller.connection.FirmwareWords.Said;
import dev.sagfleet.controller.event.Events;
import dev.sagfleet.controller.inventory.Incarnation;
import dev.sagfleet.controller.inventory.JobReports;
import dev.sagfleet.controller.inventory.RolloutListener;
import dev.sagfleet.controller.inventory.Transaction;
import dev.sagfleet.controller.inventory.Upgrades;
import dev.sagfleet.controller.session.SessionEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What devices say of their upgrade jobs, and links that they want. There is no more of it than one record a device, with
 * few words, however much a device says: of one attempt the latest, but nothing in place of its end.
 *
 * @param log of words about jobs that a device does not have
 */
record FirmwareWords(
        Events events,
        Upgrades upgrades,
        RolloutListener rollouts,
        Supplier<Incarnation> incarnation,
        InstantSource clock,
        RepeatedFailure log)
        implements RecordKind<Said, Noted> {
    /**
     * How many words of one device wait at most. A device has one job, and says nothing of the next before the end of the
     * one before is on record.
     */
    static final int WORDS_MAX = 4;

    /**
     * The words of a device that wait.
     *
     * @param progress of its attempts, in the order in which it spoke of them
     * @param link that it wants
     */
    record Said(SessionHost connection, List<FirmwareProgress> progress, Optional<LinkWanted> link) {
        Said {
            progress = List.copyOf(progress);
        }

        static Said of(SessionHost connection, FirmwareProgress progress) {
            return new Said(connection, List.of(progress), Optional.empty());
        }

        static Said wanting(SessionHost connection, LinkWanted link) {
            return new Said(connection, List.of(), Optional.of(link));
        }
    }

    /**
     * What came of them.
     *
     * @param after what rollouts have to do once it is on record
     */
    record Noted(List<JobReports.Recorded> recorded, List<Runnable> after, Optional<DownloadLink> link) {}

    @Override
    public Object key(Said said) {
        return said.connection().serial();
    }

    @Override
    public Said merge(Said earlier, Said later) {
        List<FirmwareProgress> words = new ArrayList<>(earlier.progress());
        later.progress().forEach(word -> add(words, word));
        return new Said(later.connection(), words, later.link().or(earlier::link));
    }

    /** An end that is taken for what it was, and the fallback after it, are two words. */
    private static void add(List<FirmwareProgress> words, FirmwareProgress word) {
        words.removeIf(known -> known.job().equals(word.job())
                && known.attempt() == word.attempt()
                && (!known.state().isFinal() || known.state() == word.state()));
        words.add(word);
        if (words.size() > WORDS_MAX) {
            words.remove(0);
        }
    }

    @Override
    public Noted write(Transaction transaction, Said said) {
        SerialNumber serial = said.connection().serial();
        long nowMillis = clock.millis();
        List<JobReports.Recorded> recorded = new ArrayList<>(said.progress().size());
        List<Runnable> after = new ArrayList<>(said.progress().size());
        for (FirmwareProgress word : said.progress()) {
            JobReports.Recorded one = JobReports.record(transaction, serial, word, incarnation.get(), nowMillis);
            recorded.add(one);
            after.add(rollouts.reported(transaction, serial, one, nowMillis));
        }
        Optional<DownloadLink> link = said.link()
                .flatMap(wanted -> upgrades.link(transaction, serial, wanted.job(), wanted.attempt(), nowMillis)
                        .map(minted -> new DownloadLink(wanted.job(), wanted.attempt(), minted)));
        return new Noted(recorded, after, link);
    }

    @Override
    public void written(Said said, Noted noted) {
        SerialNumber serial = said.connection().serial();
        for (JobReports.Recorded recorded : noted.recorded()) {
            FirmwareProgress word = recorded.said();
            JobEvents.publish(events, serial, recorded);
            if (recorded.isUnknown()) {
                log.report("word of a job that the device does not have: serial=" + serial + " job=" + word.job()
                        + " attempt=" + word.attempt());
            }
            if (word.state().isFinal()) {
                // Also of a job that is unknown here: nothing would come of hearing it again.
                said.connection().post(new SessionEvent.ProgressKept(new ProgressRecorded(word.job(), word.attempt())));
            }
        }
        noted.after().forEach(Runnable::run);
        noted.link().ifPresent(link -> said.connection().post(new SessionEvent.LinkIssued(link)));
        if (said.link().isPresent() && noted.link().isEmpty()) {
            log.report("link wanted for a job that the device does not have: serial=" + serial + " job="
                    + said.link().get().job());
        }
    }

    /** With its next Hello the device says the end again. */
    @Override
    public void turnedAway(List<Said> said, Throwable cause) {}
}
