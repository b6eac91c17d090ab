// Reads calendars with ical.js and says what it understood, as JSON: an array in, an array out.
// Moments are told in UTC, so that the zone of the file is what decides; whole days as they are.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]).href);

const utc = (time) => new Date(time.toUnixTime() * 1000).toISOString().slice(0, 16);
const when = (time) => (time.isDate ? time.toString() : utc(time));
const one = (part, name) => part.getFirstPropertyValue(name);

// Whole days begin at midnight wherever the phone is: their alarms are told by its clock.
function alarm(part, start) {
  const at = start.clone();
  at.isDate = false;
  at.addDuration(one(part, "trigger"));
  return {
    at: start.isDate ? at.toString().slice(0, 16) : utc(at),
    action: one(part, "action"),
    says: one(part, "description"),
  };
}

function event(part) {
  const event = new ICAL.Event(part);
  return {
    uid: event.uid,
    sequence: event.sequence,
    stamp: utc(one(part, "dtstamp")),
    title: event.summary,
    place: event.location,
    says: event.description,
    start: when(event.startDate),
    end: part.hasProperty("dtend") ? when(event.endDate) : null,
    status: one(part, "status"),
    transparency: one(part, "transp"),
    alarms: part.getAllSubcomponents("valarm").map((it) => alarm(it, event.startDate)),
  };
}

const read = JSON.parse(readFileSync(0, "utf8")).map((text) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  return {
    kind: calendar.name,
    method: one(calendar, "method"),
    name: one(calendar, "x-wr-calname"),
    events: calendar.getAllSubcomponents("vevent").map(event),
  };
});
process.stdout.write(JSON.stringify(read));
