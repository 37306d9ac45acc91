// Where a member stands: the departments, the order in each, and whom it leads.
import type { Call } from '../api/chapter';
import type { Department, Member } from '../model/records';
import { fail, failSchema } from '../protocol/errors';
import type { Input } from '../protocol/input';
import { MOST_DEPARTMENTS, ROOT } from './departments';

export type Places = Pick<Member, 'department' | 'order' | 'is_leader_in_dept' | 'main_department'>;

export const WAITING = '其他(待设置部门)';
const mostDepartments = (call: Call): number => (call.era === 'legacy' ? 20 : 100);

/** The departments that a member is to have: `old` ones unless others are named. `created`: those that do not exist yet. */
export function readPlaces(call: Call, input: Input, old?: Places): { places: Places; created: number[] } {
  const named = input.uints('department');
  const department = named === undefined && old !== undefined ? old.department : departmentsOf(call, named);
  const same = department === old?.department;
  const zeros = department.map(() => 0);
  const order = input.uints('order') ?? (same ? old.order : zeros);
  const leads = leadersOf(input) ?? (same ? old.is_leader_in_dept : zeros);
  if (order.length !== department.length) failSchema('order list size not match');
  if (leads.length !== department.length) fail(60132);
  const main = input.uint('main_department') ?? (same ? old.main_department : department[0]);
  if (main !== undefined && !department.includes(main)) fail(40066);
  const places = { department, order, is_leader_in_dept: leads, main_department: main ?? ROOT };
  return { places, created: department.filter((id) => id !== 0 && !call.company.departments.has(id)) };
}

/** As measured every member needs a department that exists; by the newest documents unknown ones are made. */
function departmentsOf(call: Call, named: number[] | undefined): number[] {
  const department = [...new Set(named)];
  if (department.length > mostDepartments(call)) fail(60110);
  if (call.era === 'current') return department.length === 0 ? [0] : department;
  if (department.length === 0 || department.some((id) => !call.company.departments.has(id))) fail(40066);
  return department;
}

function leadersOf(input: Input): number[] | undefined {
  return input.uints('is_leader_in_dept')?.map((leads) => (leads === 0 ? 0 : 1));
}

/** Once nothing else can be refused: makes the missing departments and puts the member there. */
export function settle(call: Call, places: Places, created: number[]): { places: Places; made: Department[] } {
  if (created.length === 0 && !places.department.includes(0)) return { places, made: [] };
  if (call.company.departments.size + created.length >= MOST_DEPARTMENTS) fail(81001);
  const waiting = waitingRoom(call);
  const made = created.map((id) => add(call, { id, name: `待设置部门(${id})`, parentid: waiting.id }));
  const at = (id: number) => (id === 0 ? waiting.id : id);
  const department = places.department.map(at);
  return { places: { ...places, department, main_department: at(places.main_department) }, made };
}

function waitingRoom(call: Call): Department {
  const { departments } = call.company;
  const there = [...departments.values()].find(({ name, parentid }) => name === WAITING && parentid === ROOT);
  return there ?? add(call, { id: Math.max(...departments.keys()) + 1, name: WAITING, parentid: ROOT });
}

function add(call: Call, department: Omit<Department, 'order'>): Department {
  const made = { ...department, order: 0 };
  call.company.departments.set(made.id, made);
  call.emit({ event: 'department.create', data: made });
  return made;
}
